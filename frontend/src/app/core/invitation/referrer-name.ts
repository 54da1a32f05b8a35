import { type Referrer } from '#contracts/referral.js';

/** Who invites, as it is written: `Sharma Prints, Jaipur`. A shop that has no name yet is called what `nameless` says. */
export function referrerName(referrer: Referrer | null, nameless: string): string {
  const { shopName, city } = referrer ?? { shopName: null, city: null };
  return city === null ? (shopName ?? nameless) : `${shopName ?? nameless}, ${city}`;
}
