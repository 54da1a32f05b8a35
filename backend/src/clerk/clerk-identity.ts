/** What a verified session token says about its holder. */
export interface ClerkIdentity {
  userId: string;
  sessionId: string;
  /** When Clerk made the token, in seconds since 1970; what it says of the user held at that moment. */
  issuedAt: number;
  /** Minutes from the last code typed to the token's making (`fva`); null where Clerk does not say. */
  firstFactorAgeMinutes: number | null;
  /** The primary number, where the instance is set to put it into tokens. */
  phone: { number: string; isVerified: boolean | null } | null;
}
