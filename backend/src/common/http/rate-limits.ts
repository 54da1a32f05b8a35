/** How many requests one source may send in a minute. */
export interface RateLimits {
  /**
   * Exchanges from one address that bring no valid Clerk token. Those with one are counted by user instead: behind an
   * Indian carrier's NAT hundreds of shops share one address, and opening hour must not lock them out.
   */
  readonly refusedExchangesPerAddress: number;
  readonly exchangesPerClerkUser: number;
  readonly requestsPerUser: number;
  /** Look-ups of referral codes, which anybody may do. */
  readonly codeLookUpsPerAddress: number;
  /** Codes given by hand, right or wrong: no more than may be looked up. */
  readonly redemptionsPerUser: number;
  /** Tokens that open no docs, from one address. */
  readonly refusedDocsSignInsPerAddress: number;
}

export const RATE_LIMITS = Symbol('RATE_LIMITS');

export const DEFAULT_RATE_LIMITS: RateLimits = {
  refusedExchangesPerAddress: 10,
  exchangesPerClerkUser: 5,
  requestsPerUser: 120,
  codeLookUpsPerAddress: 20,
  redemptionsPerUser: 20,
  refusedDocsSignInsPerAddress: 10,
};
