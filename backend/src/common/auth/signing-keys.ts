/** Can sign-ins be verified at present? Health asks; whoever holds the keys answers. */
export abstract class SigningKeys {
  abstract areUsable(): Promise<boolean>;
}
