import type pg from 'pg';
import { insertUser, phoneNumber, readUser, signIn, type UserRow } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

/** What the API's role may do to a table's own rows. A new table must be entered here, or the first test fails. */
const TABLES: Record<string, { select: boolean; insert: string | null; update: string | null }> = {
  users: { select: true, insert: null, update: `city = 'Pune'` },
  phone_history: { select: true, insert: null, update: null },
  audit_log: { select: true, insert: `(actor_id, action) VALUES ($1, 'test.done')`, update: null },
  migrations: { select: false, insert: null, update: null },
  referrals: { select: true, insert: null, update: null },
  referral_link_opens: { select: false, insert: null, update: null },
  upload_grants: { select: true, insert: null, update: null },
  counted_uploads: { select: true, insert: null, update: null },
  webhook_deliveries: { select: false, insert: null, update: null },
  deleted_clerk_users: { select: false, insert: null, update: null },
  ended_clerk_sessions: { select: false, insert: null, update: null },
  phone_digest_key: { select: false, insert: null, update: null },
  erased_phone_numbers: { select: false, insert: null, update: null },
};

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;
let asha: UserRow;
let ravi: UserRow;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl);
  superuser = openPool(database.superuserUrl);
  asha = await insertUser(superuser, { owner_name: 'Asha' });
  ravi = await insertUser(superuser, { owner_name: 'Ravi' });
  for (const { id } of [asha, ravi]) {
    await superuser.query(
      `INSERT INTO phone_history (user_id, phone_number, reason) VALUES ($1, '+919876543210', 'changed')`,
      [id],
    );
    await superuser.query(
      `INSERT INTO audit_log (actor_id, subject_id, action) VALUES ($1, $1, 'test.seen')`,
      [id],
    );
  }
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

/** Runs one statement as the API would for `userId`, and takes it back. */
async function asUser(
  userId: string | null,
  statement: string,
  values: unknown[] = [],
): Promise<pg.QueryResult> {
  const client = await api.connect();
  try {
    await client.query('BEGIN');
    if (userId) await client.query(`SELECT set_config('app.user_id', $1, true)`, [userId]);
    return await client.query(statement, values);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function firstColumnOf(table: string): Promise<string> {
  const { rows } = await superuser.query<{ attname: string }>(
    'SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 1',
    [table],
  );
  return rows[0]?.attname ?? '';
}

const PERMISSION_DENIED = '42501';
const names = Object.keys(TABLES);
const where = (condition: (rights: (typeof TABLES)[string]) => unknown) =>
  Object.entries(TABLES).flatMap(([name, rights]) => (condition(rights) ? [name] : []));

describe('row-level security', () => {
  it('is on and forced for every table, and every table is listed here', async () => {
    const { rows } = await superuser.query<{ relname: string }>(
      `SELECT relname, relrowsecurity AND relforcerowsecurity AS closed FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`,
    );
    expect(rows).toEqual(names.toSorted().map((relname) => ({ relname, closed: true })));
  });

  it('has no view, materialised or not, through which rows could pass', async () => {
    const { rowCount } = await superuser.query(
      `SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'f')`,
    );
    expect(rowCount).toBe(0);
  });

  it.each(where(({ select }) => select))('shows nothing of %s without a scope', async (table) => {
    expect((await asUser(null, `SELECT * FROM ${table}`)).rowCount).toBe(0);
  });

  it.each(where(({ select }) => !select))('lets the API read nothing of %s', async (table) => {
    await expect(asUser(asha.id, `SELECT * FROM ${table}`)).rejects.toMatchObject({
      code: PERMISSION_DENIED,
    });
  });

  it('shows only the own user', async () => {
    expect((await asUser(asha.id, 'SELECT * FROM users')).rows).toEqual([asha]);
    expect((await asUser(asha.id, 'SELECT * FROM users WHERE id = $1', [ravi.id])).rows).toEqual([]);
  });

  it('shows only the own numbers of before', async () => {
    const { rows } = await asUser(asha.id, 'SELECT DISTINCT user_id FROM phone_history');
    expect(rows).toEqual([{ user_id: asha.id }]);
  });

  it('shows a referral to its two sides, and a grant to whom it is for', async () => {
    const meena = await insertUser(superuser);
    const { rows } = await superuser.query<{ id: string }>(
      'INSERT INTO referrals (referrer_id, referee_id) VALUES ($1, $2) RETURNING id',
      [asha.id, ravi.id],
    );
    await superuser.query(
      `INSERT INTO upload_grants (user_id, referral_id, side, uploads) VALUES ($1, $2, 'referrer', 5)`,
      [asha.id, rows[0]?.id],
    );
    const seen = async (userId: string, table: string) =>
      (await asUser(userId, `SELECT * FROM ${table}`)).rowCount;
    expect([await seen(asha.id, 'referrals'), await seen(asha.id, 'upload_grants')]).toEqual([1, 1]);
    expect([await seen(ravi.id, 'referrals'), await seen(ravi.id, 'upload_grants')]).toEqual([1, 0]);
    expect([await seen(meena.id, 'referrals'), await seen(meena.id, 'upload_grants')]).toEqual([0, 0]);
  });

  it('shows only what was counted for oneself', async () => {
    for (const { id } of [asha, ravi]) {
      await superuser.query(
        `INSERT INTO counted_uploads (user_id, id, month) VALUES ($1, gen_random_uuid(), '2026-11-01')`,
        [id],
      );
    }
    const { rows } = await asUser(asha.id, 'SELECT user_id FROM counted_uploads');
    expect(rows).toEqual([{ user_id: asha.id }]);
  });

  it('shows only audit entries by or about oneself', async () => {
    const { rows } = await asUser(asha.id, 'SELECT DISTINCT subject_id FROM audit_log');
    expect(rows).toEqual([{ subject_id: asha.id }]);
  });

  it.each(where(({ update }) => update))(
    'changes no row of %s without a scope, and none of others',
    async (table) => {
      const statement = `UPDATE ${table} SET ${TABLES[table]?.update ?? ''}`;
      expect((await asUser(null, statement)).rowCount).toBe(0);
      expect((await asUser(asha.id, `${statement} WHERE id = $1`, [ravi.id])).rowCount).toBe(0);
      expect((await asUser(asha.id, statement)).rowCount).toBe(1);
    },
  );

  it.each(where(({ update }) => !update))('lets the API change nothing of %s', async (table) => {
    await expect(
      asUser(asha.id, `UPDATE ${table} SET ${await firstColumnOf(table)} = DEFAULT`),
    ).rejects.toMatchObject({
      code: PERMISSION_DENIED,
    });
  });

  it.each(where(({ insert }) => insert))('takes rows into %s for oneself only', async (table) => {
    // Without RETURNING: reading the new row back is another policy's business.
    const statement = `INSERT INTO ${table} ${TABLES[table]?.insert ?? ''}`;
    expect((await asUser(asha.id, statement, [asha.id])).rowCount).toBe(1);
    await expect(asUser(asha.id, statement, [ravi.id])).rejects.toMatchObject({ code: PERMISSION_DENIED });
    await expect(asUser(null, statement, [asha.id])).rejects.toMatchObject({ code: PERMISSION_DENIED });
  });

  it.each(where(({ insert }) => !insert))('lets the API add nothing to %s', async (table) => {
    await expect(asUser(asha.id, `INSERT INTO ${table} DEFAULT VALUES`)).rejects.toMatchObject({
      code: PERMISSION_DENIED,
    });
  });

  it.each(names)('lets the API delete and truncate nothing of %s', async (table) => {
    await expect(asUser(asha.id, `DELETE FROM ${table}`)).rejects.toMatchObject({ code: PERMISSION_DENIED });
    await expect(asUser(asha.id, `TRUNCATE ${table} CASCADE`)).rejects.toMatchObject({
      code: PERMISSION_DENIED,
    });
  });

  it('lets an owner write the profile and nothing else', async () => {
    const { rows } = await superuser.query<{ column_name: string }>(
      `SELECT column_name FROM information_schema.columns WHERE table_name = 'users' ORDER BY ordinal_position`,
    );
    const writable: string[] = [];
    for (const { column_name: column } of rows) {
      const attempt = asUser(asha.id, `UPDATE users SET ${column} = ${column}`);
      await attempt
        .then(() => writable.push(column))
        .catch((error: unknown) => {
          expect(error).toMatchObject({ code: PERMISSION_DENIED });
        });
    }
    expect(writable).toEqual(['owner_name', 'shop_name', 'city', 'state', 'pincode', 'language']);
  });

  it.each(['not a uuid', '%', `' OR true --`])('shows nothing to a scope of %j', async (scope) => {
    await expect(asUser(scope, 'SELECT * FROM users')).rejects.toMatchObject({ code: '22P02' });
  });

  it('binds the owner of the tables too', async () => {
    const owner = openPool(database.ownerUrl);
    const { rowCount } = await owner.query('SELECT * FROM users');
    await owner.end();
    expect(rowCount).toBe(0);
  });
});

describe('caller()', () => {
  const caller = async (id: string, generation: number) =>
    (await api.query<UserRow>('SELECT * FROM caller($1, $2)', [id, generation])).rows;

  it('gives the row of the user', async () => {
    expect(await caller(asha.id, 0)).toEqual([asha]);
  });

  it('gives nothing for a token of another generation', async () => {
    expect(await caller(asha.id, 1)).toEqual([]);
  });

  it('gives nothing for nobody', async () => {
    expect(await caller('00000000-0000-0000-0000-000000000000', 0)).toEqual([]);
  });

  it.each([
    { case: 'blocked', columns: { blocked_at: new Date() } },
    { case: 'parked', columns: { parked_at: new Date(), phone_number: null } },
    { case: 'erased', columns: { erased_at: new Date(), phone_number: null, clerk_user_id: null } },
  ])('gives nothing for a $case user', async ({ columns }) => {
    const { id } = await insertUser(superuser, columns);
    expect(await caller(id, 0)).toEqual([]);
  });

  it('gives a user who waits for erasure', async () => {
    const { id } = await insertUser(superuser, { erase_after: new Date(Date.now() + 1_000_000) });
    expect(await caller(id, 0)).toMatchObject([{ id }]);
  });

  it('ends its scope with the statement', async () => {
    const client = await api.connect();
    await client.query('SELECT * FROM caller($1, 0)', [asha.id]);
    const { rowCount } = await client.query('SELECT * FROM users');
    client.release();
    expect(rowCount).toBe(0);
  });

  it('keeps its scope to the end of an open transaction', async () => {
    const client = await api.connect();
    await client.query('BEGIN');
    await client.query('SELECT * FROM caller($1, 0)', [asha.id]);
    const inside = await client.query('SELECT * FROM users');
    await client.query('COMMIT');
    const after = await client.query('SELECT * FROM users');
    client.release();
    expect([inside.rowCount, after.rowCount]).toEqual([1, 0]);
  });
});

describe('a pooled connection', () => {
  it('never shows one user another’s row: 50 users × 80 interleaved reads on 10 connections', async () => {
    const users = await Promise.all(Array.from({ length: 50 }, () => insertUser(superuser)));
    const reads = Array.from({ length: 80 }, () => users).flat();
    const wrong = await Promise.all(
      reads.map(async ({ id }, n) => {
        // Every other read leaves the scope unset: it must see nothing, whoever had the connection before.
        if (n % 2 === 1) return (await api.query('SELECT * FROM users')).rowCount;
        const { rows } = await api.query<UserRow>('SELECT * FROM caller($1, 0)', [id]);
        return rows.length === 1 && rows[0]?.id === id ? 0 : 1;
      }),
    );
    expect(wrong).toHaveLength(4_000);
    expect(wrong.filter((count) => count !== 0)).toEqual([]);
  });

  it('carries no scope out of a failed statement or a rolled-back transaction', async () => {
    const client = await api.connect();
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.user_id', $1, true)`, [asha.id]);
    await expect(client.query('SELECT 1 / 0')).rejects.toMatchObject({ code: '22012' });
    await client.query('ROLLBACK');
    const { rowCount } = await client.query('SELECT * FROM users');
    client.release();
    expect(rowCount).toBe(0);
  });
});

describe('sign_in()', () => {
  it('does not let the caller’s scope decide what it sees', async () => {
    await insertUser(superuser, { phone_number: phoneNumber(77), clerk_user_id: 'user_scoped' });
    const client = await api.connect();
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.user_id', $1, true)`, [ravi.id]);
    const attempt = { clerkUserId: 'user_scoped', phoneNumber: phoneNumber(77) };
    const answer = await signIn(client as unknown as pg.Pool, attempt);
    const seen = await client.query<UserRow>('SELECT id FROM users');
    await client.query('ROLLBACK');
    client.release();
    expect(answer.outcome).toBe('returning');
    expect(seen.rows).toEqual([{ id: ravi.id }]);
    expect(await readUser(superuser, ravi.id)).toEqual(ravi);
  });
});
