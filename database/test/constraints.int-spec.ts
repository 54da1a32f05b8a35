import type pg from 'pg';
import { INDIAN_STATES } from '../../contracts/src/indian-states.ts';
import { LANGUAGES, PROFILE_LIMITS, SUBSCRIPTION_STATUSES, USER_ROLES } from '../../contracts/src/user.ts';
import { insertUser, phoneNumber, readUser } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

let database: TestDatabase;
let superuser: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  superuser = openPool(database.superuserUrl);
});

afterAll(async () => {
  await superuser.end();
  await database.stop();
});

const NOW = new Date();

describe('users', () => {
  it.each<[column: string, value: unknown]>([
    ['phone_number', '9876543210'],
    ['phone_number', '+915876543210'],
    ['phone_number', '+9198765432101'],
    ['phone_number', '+919876543210\n'],
    ['phone_number', '+91९८७६५४३२१०'],
    ['phone_number', '+12015550100'],
    ['phone_number', ''],
    ['clerk_user_id', ''],
    ['clerk_user_id', 'user_a b'],
    ['clerk_user_id', `user_${'a'.repeat(251)}`],
    ['owner_name', ''],
    ['owner_name', ' Asha'],
    ['owner_name', 'Asha\u0007'],
    ['owner_name', 'Asha\nPatil'],
    ['owner_name', 'A\u0301sha'],
    ['owner_name', 'a'.repeat(PROFILE_LIMITS.ownerName + 1)],
    ['shop_name', ' '],
    ['shop_name', 'a'.repeat(PROFILE_LIMITS.shopName + 1)],
    ['city', 'Pune\u0085'],
    ['city', 'a'.repeat(PROFILE_LIMITS.city + 1)],
    ['state', 'Bombay'],
    ['state', 'MH'],
    ['pincode', '012345'],
    ['pincode', '40001'],
    ['pincode', '400 001'],
    ['referral_code', 'BP-23456789'],
    ['referral_code', 'BP-2345678O1'],
    ['referral_code', 'bp-23456789A'],
    ['subscription_status', 'gold'],
    ['documents_uploaded', -1],
    ['monthly_upload_limit', -1],
    ['uploads_used_this_month', -1],
    ['uploads_month', '2026-11-02'],
    ['language', 'xx'],
    ['role', 'superadmin'],
    ['token_generation', -1],
  ])('refuses %s %j', async (column, value) => {
    await expect(insertUser(superuser, { [column]: value })).rejects.toMatchObject({
      code: '23514',
      constraint: `users_${column}_check`,
    });
  });

  it.each(['referral_code', 'subscription_status', 'language', 'uploads_month', 'role', 'phone_verified'])(
    'refuses no %s',
    async (column) => {
      await expect(insertUser(superuser, { [column]: null })).rejects.toMatchObject({
        code: '23502',
        column,
      });
    },
  );

  it.each([
    { case: 'no number and neither parked nor erased', columns: { phone_number: null } },
    { case: 'parked with a number', columns: { parked_at: NOW } },
    { case: 'erased with a number', columns: { erased_at: NOW, clerk_user_id: null } },
  ])('refuses $case', async ({ columns }) => {
    await expect(insertUser(superuser, columns)).rejects.toMatchObject({
      constraint: 'users_phone_number_parked_at_erased_at_check',
    });
  });

  it.each([{ clerk_user_id: 'user_kept' }, { clerk_user_id: null, owner_name: 'Kept' }])(
    'refuses to be erased with %j kept',
    async (kept) => {
      const columns = { phone_number: null, erased_at: NOW, ...kept };
      await expect(insertUser(superuser, columns)).rejects.toMatchObject({
        constraint: 'users_erased_at_check',
      });
    },
  );

  it.each(['phone_number', 'clerk_user_id', 'referral_code'])('keeps %s unique', async (column) => {
    const first = await insertUser(superuser);
    await expect(insertUser(superuser, { [column]: first[column] })).rejects.toMatchObject({
      code: '23505',
      constraint: `users_${column}_key`,
    });
  });

  it.each([
    ...INDIAN_STATES.map(({ name }) => ['state', name]),
    ...LANGUAGES.map((language) => ['language', language]),
    ...SUBSCRIPTION_STATUSES.map((status) => ['subscription_status', status]),
    ...USER_ROLES.map((role) => ['role', role]),
    ['owner_name', 'अ'.repeat(PROFILE_LIMITS.ownerName)],
    ['shop_name', '🖨'.repeat(PROFILE_LIMITS.shopName)],
    ['city', 'a'.repeat(PROFILE_LIMITS.city)],
    ['pincode', '990001'],
    ['phone_number', '+916000000000'],
    ['referral_code', 'BP-ZYXWVUTSR'],
  ])('takes %s %j, as the contracts allow', async (column, value) => {
    expect(await insertUser(superuser, { [column]: value })).toMatchObject({ [column]: value });
  });

  it('may wait for a Clerk user, be parked, or be erased', async () => {
    await insertUser(superuser, { clerk_user_id: null });
    await insertUser(superuser, { phone_number: null, parked_at: NOW });
    await insertUser(superuser, { phone_number: null, clerk_user_id: null, erased_at: NOW });
  });

  it('notes the time of every change', async () => {
    const { id } = await insertUser(superuser, { updated_at: new Date(0) });
    await superuser.query(`UPDATE users SET city = 'Pune' WHERE id = $1`, [id]);
    expect(Number((await readUser(superuser, id))['updated_at'])).toBeGreaterThan(Date.now() - 5_000);
  });

  it('counts uploads for the month it is in India', async () => {
    const { rows } = await superuser.query<{ month: string }>('SELECT upload_month()::text AS month');
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(new Date());
    expect(rows[0]?.month).toBe(`${day.slice(0, 7)}-01`);
  });
});

describe('phone_history', () => {
  it.each([
    { column: 'phone_number', value: '98765' },
    { column: 'clerk_user_id', value: ' ' },
    { column: 'reason', value: 'because' },
  ])('refuses $column $value', async ({ column, value }) => {
    const { id } = await insertUser(superuser);
    const row = {
      user_id: id,
      phone_number: phoneNumber(1),
      clerk_user_id: 'user_a',
      reason: 'changed',
      [column]: value,
    };
    await expect(
      superuser.query(
        'INSERT INTO phone_history (user_id, phone_number, clerk_user_id, reason) VALUES ($1, $2, $3, $4)',
        [row.user_id, row.phone_number, row.clerk_user_id, row.reason],
      ),
    ).rejects.toMatchObject({ constraint: `phone_history_${column}_check` });
  });
});

describe('audit_log', () => {
  it.each([
    { action: 'blocked', details: '{}', column: 'action' },
    { action: 'user.blocked', details: '[]', column: 'details' },
  ])('refuses action $action with details $details', async ({ action, details, column }) => {
    await expect(
      superuser.query('INSERT INTO audit_log (action, details) VALUES ($1, $2)', [action, details]),
    ).rejects.toMatchObject({ constraint: `audit_log_${column}_check` });
  });

  it('keeps a user it names from being deleted', async () => {
    const { id } = await insertUser(superuser);
    await superuser.query(`INSERT INTO audit_log (subject_id, action) VALUES ($1, 'user.blocked')`, [id]);
    await expect(superuser.query('DELETE FROM users WHERE id = $1', [id])).rejects.toMatchObject({
      constraint: 'audit_log_subject_id_fkey',
    });
  });
});
