import type pg from 'pg';
import { insertUser, type UserRow } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

interface Given {
  ownerName?: string | null;
  shopName?: string;
  city?: string;
  language?: string;
}

let database: TestDatabase;
let superuser: pg.Pool;
let api: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  superuser = openPool(database.superuserUrl);
  // One connection: whoever comes next gets the very one that was used before.
  api = openPool(database.apiUrl, { max: 1 });
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

async function write(id: string, given: Given): Promise<UserRow | undefined> {
  const { ownerName, shopName = null, city = null, language = null } = given;
  const values = [id, ownerName ?? null, ownerName !== undefined, shopName, city, null, null, language];
  const { rows } = await api.query<UserRow>(
    'SELECT * FROM write_profile($1, $2, $3, $4, $5, $6, $7, $8)',
    values,
  );
  return rows[0];
}

describe('write_profile()', () => {
  it('writes what is given and leaves the rest', async () => {
    const { id } = await insertUser(superuser, {
      owner_name: 'Asha',
      shop_name: 'Asha Prints',
      city: 'Pune',
    });
    expect(await write(id, { city: 'Nashik' })).toMatchObject({
      owner_name: 'Asha',
      shop_name: 'Asha Prints',
      city: 'Nashik',
    });
    expect(await write(id, { language: 'hi' })).toMatchObject({ owner_name: 'Asha', language: 'hi' });
    expect(await write(id, { ownerName: null, shopName: 'Asha’s' })).toMatchObject({
      owner_name: null,
      shop_name: 'Asha’s',
      language: 'hi',
    });
  });

  it('writes nothing when nothing is given', async () => {
    const { id, updated_at } = await insertUser(superuser, { owner_name: 'Asha' });
    expect(await write(id, {})).toMatchObject({ owner_name: 'Asha', updated_at });
  });

  it('has no row for an account that is not there, and leaves no scope behind', async () => {
    const { id } = await insertUser(superuser);
    expect(await write('01a20664-0467-7229-a31d-dff623e0fbce', { city: 'Pune' })).toBeUndefined();
    expect(await write(id, { city: 'Pune' })).toMatchObject({ id });
    expect((await api.query('SELECT id FROM users')).rows).toEqual([]);
  });

  it.each([
    ['blocked', { blocked_at: new Date() }],
    ['parked', { parked_at: new Date(), phone_number: null }],
  ])('writes nothing for an account that is %s', async (_state, columns) => {
    const { id } = await insertUser(superuser, { city: 'Pune', ...columns });
    expect(await write(id, { city: 'Nashik', ownerName: 'Asha' })).toBeUndefined();
    expect(await write(id, { language: 'hi' })).toBeUndefined();
    const { rows } = await superuser.query('SELECT city, owner_name, language FROM users WHERE id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ city: 'Pune', owner_name: null, language: 'en' }]);
  });

  it('locks whoever invited the owner only for what completes a profile', async () => {
    const { id: referrer } = await insertUser(superuser);
    const { id: referee } = await insertUser(superuser);
    await superuser.query('INSERT INTO referrals (referrer_id, referee_id) VALUES ($1, $2)', [
      referrer,
      referee,
    ]);
    const holder = await superuser.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [referrer]);
      await api.query(`SET lock_timeout = '300ms'`);
      expect(await write(referee, { ownerName: 'Asha', language: 'hi' })).toMatchObject({
        owner_name: 'Asha',
      });
      await expect(write(referee, { city: 'Pune' })).rejects.toMatchObject({ code: '55P03' });
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    expect(await write(referee, { city: 'Pune' })).toMatchObject({ city: 'Pune' });
  });
});
