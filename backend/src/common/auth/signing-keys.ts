/** Can sign-ins be verified at present? Health and metrics ask; whoever holds the keys answers. */
export abstract class SigningKeys {
  abstract areUsable(): Promise<boolean>;
  /** Since they were fetched; Infinity while there are none. */
  abstract readonly ageSeconds: number;
}
