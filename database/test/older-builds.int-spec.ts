import type pg from 'pg';
import { aReferralCode, phoneNumber } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

let database: TestDatabase;
let api: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl);
});

afterAll(async () => {
  await api.end();
  await database.stop();
});

/** What builds send that may still run while this schema is being rolled out: their statements, word for word. */
const SIGN_INS = [
  { build: 'with six arguments', more: '' },
  { build: 'with eight arguments', more: `, 'sess_of_a_test', now()` },
  { build: 'with nine arguments', more: `, 'sess_of_a_test', now(), NULL` },
];

const PROFILE = `SELECT id, phone_number, phone_verified, owner_name, shop_name, city, state, pincode, language, role,
  referral_code, subscription_status, documents_uploaded, monthly_upload_limit, uploads_used_this_month, uploads_month,
  token_generation, last_login, created_at, updated_at`;

describe.each(SIGN_INS)('a build that signs in $build', ({ build, more }) => {
  const number = phoneNumber(SIGN_INS.findIndex((older) => older.build === build));
  const clerkUserId = `user_${build.replaceAll(' ', '_')}`;
  const signIn = async () => {
    const { rows } = await api.query<{ outcome: string; id: string; token_generation: number }>(
      `SELECT outcome, id, token_generation FROM sign_in($1, $2, NULL, true, false, $3${more})`,
      [clerkUserId, number, aReferralCode()],
    );
    return rows[0]!;
  };

  it('makes an account, knows it again, reads it and changes its profile', async () => {
    const made = await signIn();
    expect(made).toMatchObject({ outcome: 'created', token_generation: 0 });
    expect(await signIn()).toMatchObject({ outcome: 'returning', id: made.id });

    const read = await api.query(`${PROFILE} FROM caller($1, $2)`, [made.id, 0]);
    expect(read.rows).toMatchObject([{ id: made.id, phone_number: number, uploads_used_this_month: 0 }]);

    const client = await api.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.user_id', $1, true)`, [made.id]);
      await client.query(
        `UPDATE users SET shop_name = 'Asha Prints', city = 'Pune', state = 'Maharashtra', pincode = '411001' WHERE id = $1`,
        [made.id],
      );
      expect((await client.query(`${PROFILE} FROM users`)).rows).toMatchObject([
        { id: made.id, city: 'Pune' },
      ]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  });
});
