import { z } from 'zod';

/** A number of a Clerk user that is not the primary one. */
export interface OtherNumber {
  id: string;
  number: string;
  addedAt: Date;
}

/** What the API follows of a Clerk user. */
export interface ClerkUserState {
  id: string;
  /** The primary number; null where there is none. */
  phone: { number: string; isVerified: boolean } | null;
  /** Further numbers, which open the account as well as the primary one does. */
  otherNumbers: OtherNumber[];
  isBanned: boolean;
  /** Clerk's `updated_at`: of two states the later one counts. */
  updatedAt: Date;
}

/** The number Clerk vouches for; null where none is verified and primary. */
export function verifiedNumberOf({ phone }: ClerkUserState): string | null {
  return phone?.isVerified ? phone.number : null;
}

const PHONE = z.object({
  id: z.string(),
  phone_number: z.string(),
  created_at: z.int().nonnegative().nullish(),
  verification: z.object({ status: z.string().nullish() }).nullish(),
});

const USER = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,255}$/),
  primary_phone_number_id: z.string().nullish(),
  phone_numbers: z.array(PHONE),
  banned: z.boolean().nullish(),
  updated_at: z.int().nonnegative(),
});

/**
 * Reads a user as Clerk's Backend API and its webhooks write one.
 * @returns null when it is none
 */
export function readClerkUser(json: unknown): ClerkUserState | null {
  const parsed = USER.safeParse(json);
  if (!parsed.success) return null;
  const user = parsed.data;
  // The first of the list may be a number that was never proven.
  const primary = user.phone_numbers.find(({ id }) => id === user.primary_phone_number_id);
  return {
    id: user.id,
    phone: primary
      ? { number: primary.phone_number, isVerified: primary.verification?.status === 'verified' }
      : null,
    otherNumbers: user.phone_numbers.flatMap(({ id, phone_number: number, created_at: added }) =>
      id === primary?.id || added == null ? [] : [{ id, number, addedAt: new Date(added) }],
    ),
    isBanned: user.banned ?? false,
    updatedAt: new Date(user.updated_at),
  };
}
