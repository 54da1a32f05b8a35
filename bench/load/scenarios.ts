/** What is asked for. The order is that of the table. */
export const SCENARIOS = ['me', 'exchange', 'exchange-new', 'patch', 'lookup', 'quota'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export const TITLES: Record<Scenario, string> = {
  me: '`GET /users/me`',
  exchange: 'exchange, returning owner',
  'exchange-new': 'exchange, new owner',
  patch: '`PATCH /users/me`',
  lookup: 'referral look-up',
  quota: 'quota consume',
};

/** An owner whose requests are sent. */
export interface Owner {
  id: string;
  clerkUserId: string;
  phoneNumber: string;
  referralCode: string;
  /** An app token, as the exchange gave it. */
  token: string;
}
