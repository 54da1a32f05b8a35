import { AppTokenService } from '../../src/auth/app-token.service.js';
import { ReferralsService } from '../../src/referrals/referrals.service.js';
import { type TestApp } from '../test-app.js';
import { type TestDatabase } from '../test-database.js';

interface AccountOptions {
  id: string;
  phoneNumber: string;
  role?: 'owner' | 'admin';
}

/** An account that is in the database already, and an app token of it. */
export async function anAccount(
  app: TestApp,
  database: TestDatabase,
  { id: clerkUserId, phoneNumber, role = 'owner' }: AccountOptions,
): Promise<{ id: string; token: string }> {
  const code = app.nest.get(ReferralsService, { strict: false }).newCode();
  const [row] = await database.rows(
    `INSERT INTO users (clerk_user_id, phone_number, phone_verified, role, referral_code)
     VALUES ($1, $2, true, $3, $4) RETURNING id, token_generation`,
    [clerkUserId, phoneNumber, role, code],
  );
  const id = String(row?.['id']);
  const tokens = app.nest.get(AppTokenService, { strict: false });
  const token = tokens.sign({ id, phoneNumber, role } as never, Number(row?.['token_generation']));
  return { id, token };
}
