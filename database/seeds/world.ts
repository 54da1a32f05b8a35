import { demoId, demoPhoneNumber, demoReferralCode, chance } from './identity.ts';
import { ADMIN, SHOPS, type Shop } from './shops.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** What the demo's rows depend on besides its own lists. */
export interface World {
  /** The database's clock. */
  now: Date;
  /** First day of the present month in India, `YYYY-MM-DD`. */
  uploadMonth: string;
  /** Accounts that are there already, ours or anybody's: their ids by `n`. They are read, never written. */
  existing: ReadonlyMap<number, string>;
  adminRole: 'admin' | 'owner';
}

/** A row of one table, columns as in SQL. */
export type Row = Record<string, unknown>;

export const ADMIN_NUMBER = ADMIN[0];

export const ACCOUNTS: readonly Shop[] = [ADMIN, ...SHOPS];

const BY_NUMBER = new Map(ACCOUNTS.map((shop) => [shop[0], shop]));

/** @throws Error for an `n` that the lists do not hold */
export function shopOf(n: number): Shop {
  const shop = BY_NUMBER.get(n);
  if (shop === undefined) throw new Error(`The demo has no shop ${n}`);
  return shop;
}

/** How an account is found again in the database, in the order of what says most. */
export interface Identity {
  n: number;
  id: string;
  phoneNumber: string;
  referralCode: string;
}

export function identityOf(n: number): Identity {
  const createdDaysAgo = shopOf(n)[8];
  return {
    n,
    id: demoId(`shop ${n}`, createdDaysAgo),
    phoneNumber: demoPhoneNumber(n),
    referralCode: demoReferralCode(`shop ${n}`),
  };
}

export function isNew({ existing }: World, n: number): boolean {
  return !existing.has(n);
}

/** The id of an account, made now or found. */
export function idOf({ existing }: World, n: number): string {
  return existing.get(n) ?? identityOf(n).id;
}

/** A moment in the life of an account: each has its own time of the day, at which everything happens. */
export function momentOf({ now }: World, n: number, daysAgo: number): Date {
  return new Date(now.getTime() - daysAgo * DAY - chance(`time of ${n}`) * 10 * HOUR);
}

export function createdAt(world: World, n: number): Date {
  return momentOf(world, n, shopOf(n)[8]);
}

export function later(moment: Date, { days = 0, hours = 0 }: { days?: number; hours?: number }): Date {
  return new Date(moment.getTime() + days * DAY + hours * HOUR);
}
