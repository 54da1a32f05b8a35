import { randomInt } from 'node:crypto';
import pg from 'pg';

/** A row of `users` as the driver reads it; tests look at the columns they arrange. */
export interface UserRow {
  id: string;
  phone_number: string | null;
  clerk_user_id: string | null;
  owner_name: string | null;
  phone_verified: boolean;
  referral_code: string;
  role: string;
  token_generation: number;
  last_login: Date | null;
  parked_at: Date | null;
  erase_after: Date | null;
  [column: string]: unknown;
}

export type SignInAnswer = UserRow & { outcome: string; invitation: string | null };

export interface SignInAttempt {
  clerkUserId: string;
  phoneNumber: string;
  name?: string | null;
  isVerified?: boolean;
  isAdmin?: boolean;
  referralCode?: string;
  invitedByCode?: string;
  sessionId?: string;
  clerkStateAt?: Date;
}

const CODE_CHARACTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

export function aReferralCode(): string {
  const characters = Array.from({ length: 9 }, () => CODE_CHARACTERS[randomInt(CODE_CHARACTERS.length)]);
  return `BP-${characters.join('')}`;
}

/** The nth number of a row of Indian mobile numbers. */
export function phoneNumber(n: number): string {
  return `+91${(9_000_000_000 + n).toString()}`;
}

let usersMade = 0;

/** Writes a user past every policy. Columns as in SQL; what is left out is believable. */
export async function insertUser(
  superuser: pg.Pool,
  columns: Record<string, unknown> = {},
): Promise<UserRow> {
  usersMade += 1;
  const row: Record<string, unknown> = {
    phone_number: phoneNumber(500_000_000 + usersMade),
    clerk_user_id: `user_made${usersMade}`,
    referral_code: aReferralCode(),
    phone_verified: true,
    last_login: new Date(),
    ...columns,
  };
  const names = Object.keys(row);
  const { rows } = await superuser.query<UserRow>(
    `INSERT INTO users (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING *`,
    Object.values(row),
  );
  return rows[0] as UserRow;
}

/** Signs in as the API does. */
export async function signIn(api: pg.Pool, attempt: SignInAttempt): Promise<SignInAnswer> {
  const { clerkUserId, name = null, isVerified = true, isAdmin = false } = attempt;
  const { rows } = await api.query<SignInAnswer>(
    'SELECT * FROM sign_in($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [
      clerkUserId,
      attempt.phoneNumber,
      name,
      isVerified,
      isAdmin,
      attempt.referralCode ?? aReferralCode(),
      attempt.sessionId ?? 'sess_of_a_test',
      attempt.clerkStateAt ?? null,
      attempt.invitedByCode ?? null,
    ],
  );
  return rows[0] as SignInAnswer;
}

export async function readUser(superuser: pg.Pool, id: string): Promise<UserRow> {
  const { rows } = await superuser.query<UserRow>('SELECT * FROM users WHERE id = $1', [id]);
  return rows[0] as UserRow;
}

/** Every row with the transaction that wrote it last: equal only when nothing at all was written in between. */
export async function everythingWritten(superuser: pg.Pool): Promise<unknown[][]> {
  const tables = ['users', 'phone_history', 'audit_log'];
  const results = await Promise.all(
    tables.map((table) => superuser.query<UserRow>(`SELECT xmin::text, * FROM ${table} ORDER BY id`)),
  );
  return results.map(({ rows }) => rows);
}
