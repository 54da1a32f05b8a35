import type pg from 'pg';
import { statesOfPinCode } from '../../contracts/src/pin-code.ts';
import { undoLastMigration, applyMigrations } from '../migrations.ts';
import { seedCommand } from '../seeds/seed-command.ts';
import { seedDemo } from '../seeds/seed-demo.ts';
import { insertUser, readUser, signIn, type UserRow } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

const TABLES = ['users', 'phone_history', 'audit_log', 'referrals', 'upload_grants'];
const DAY = 86_400_000;
const ASHA = '+919000000001';
const RAVI = '+919000000002';
const MEENA = '+919000000003';
const ADMIN = '+919000000099';

let database: TestDatabase;
let api: pg.Pool;
let superuser: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  api = openPool(database.apiUrl);
  superuser = openPool(database.superuserUrl);
});

afterAll(async () => {
  await Promise.all([api.end(), superuser.end()]);
  await database.stop();
});

beforeEach(() => superuser.query(`TRUNCATE ${TABLES.join(', ')} CASCADE`));

/** `npm run db:seed` on the database of this test. */
function seed(env: NodeJS.ProcessEnv = {}, args: string[] = []): Promise<string> {
  return seedCommand({ env, args, ownerUrl: () => database.ownerUrl });
}

async function all<Row = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await superuser.query<Row & pg.QueryResultRow>(sql, values)).rows;
}

/** Every row of every table, with the transaction that wrote it last. */
function everything(): Promise<unknown[]> {
  return Promise.all(TABLES.map((table) => all(`SELECT xmin::text, * FROM ${table} ORDER BY id`)));
}

async function byNumber(phoneNumber: string): Promise<UserRow> {
  const [row] = await all<UserRow>('SELECT * FROM users WHERE phone_number = $1', [phoneNumber]);
  return row as UserRow;
}

function unforcedTables(): Promise<unknown[]> {
  return all(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND NOT (relrowsecurity AND relforcerowsecurity)`,
  );
}

describe('the demo', () => {
  beforeEach(async () => {
    expect(await seed()).toBe('made 62 shops, 41 referrals');
  });

  it('has the people a developer signs in as', async () => {
    const rows = await all(
      `SELECT phone_number, owner_name, shop_name, city, state, role, clerk_user_id FROM users
       WHERE phone_number BETWEEN '+919000000000' AND '+919000000099' ORDER BY phone_number`,
    );
    const owner = { role: 'owner', clerk_user_id: null };
    expect(rows).toEqual([
      {
        ...owner,
        phone_number: ASHA,
        owner_name: 'Asha Kulkarni',
        shop_name: 'Asha Digital Prints',
        city: 'Pune',
        state: 'Maharashtra',
      },
      {
        ...owner,
        phone_number: RAVI,
        owner_name: 'Ravi Sharma',
        shop_name: 'Sharma Prints',
        city: 'Jaipur',
        state: 'Rajasthan',
      },
      {
        ...owner,
        phone_number: MEENA,
        owner_name: 'Meena Iyer',
        shop_name: 'Meena Xerox & Binding',
        city: 'Chennai',
        state: 'Tamil Nadu',
      },
      expect.objectContaining({ phone_number: ADMIN, role: 'admin', clerk_user_id: null }),
    ]);
  });

  it('spreads over India, in PIN codes of the state, with every kind of plan, language and counter', async () => {
    const users = await all<UserRow>('SELECT *, uploads_month = upload_month() AS is_present FROM users');
    expect(new Set(users.flatMap(({ state }) => (state === null ? [] : [state]))).size).toBeGreaterThan(29);
    for (const { state, pincode } of users.filter((user) => user['pincode'] !== null)) {
      expect({ pincode, states: statesOfPinCode(String(pincode)) }).toEqual({
        pincode,
        states: expect.arrayContaining([state]),
      });
    }
    const left = users.map(
      (user) => Number(user['monthly_upload_limit']) - Number(user['uploads_used_this_month']),
    );
    expect({
      isPresentMonth: users.every((user) => user['is_present']),
      full: left.filter((uploads) => uploads === 0).length > 3,
      last: left.filter((uploads) => uploads === 1).length > 3,
      unused: users.filter((user) => user['uploads_used_this_month'] === 0).length > 5,
      past: left.filter((uploads) => uploads < 0).length,
      plans: new Set(users.map((user) => user['subscription_status'])),
      languages: new Set(users.map((user) => user['language'])),
      incomplete: users.filter((user) => user['pincode'] === null).length > 4,
      devanagari: users.filter((user) => /\p{Script=Devanagari}/u.test(String(user['shop_name']))).length > 4,
    }).toEqual({
      isPresentMonth: true,
      full: true,
      last: true,
      unused: true,
      past: 0,
      plans: new Set(['free', 'premium']),
      languages: new Set(['en', 'hi']),
      incomplete: true,
      devanagari: true,
    });
  });

  it('counts no more uploads in the month than ever', async () => {
    expect(await all('SELECT FROM users WHERE documents_uploaded < uploads_used_this_month')).toEqual([]);
  });

  it('has last sign-ins from today to months ago, none before the account or in the future', async () => {
    const [ages] = await all<{ youngest: number; oldest: number; months: number; wrong: number }>(
      `SELECT extract(epoch FROM min(now() - last_login))::float AS youngest,
         extract(epoch FROM max(now() - last_login) FILTER (WHERE parked_at IS NULL))::float AS oldest,
         count(DISTINCT width_bucket(extract(epoch FROM now() - last_login), 0, 10368000, 4))
           FILTER (WHERE parked_at IS NULL)::int AS months,
         count(*) FILTER (WHERE last_login < created_at OR last_login > now() OR updated_at > now())::int AS wrong
       FROM users`,
    );
    expect(ages).toMatchObject({ months: 4, wrong: 0 });
    expect(ages?.youngest).toBeLessThan(DAY / 1000);
    expect(ages?.oldest).toBeGreaterThan((115 * DAY) / 1000);
    expect(ages?.oldest).toBeLessThan((121 * DAY) / 1000);
  });

  it('has one account blocked, one parked, one waiting for erasure and one erased', async () => {
    const states = await all(
      `SELECT count(blocked_at)::int AS blocked, count(parked_at)::int AS parked, count(erase_after)::int AS waiting,
         count(erased_at)::int AS erased, count(*) FILTER (WHERE erase_after > now())::int AS due FROM users`,
    );
    expect(states).toEqual([{ blocked: 1, parked: 1, waiting: 1, erased: 1, due: 1 }]);
    expect(
      await all(
        `SELECT reason, released_at = former.parked_at AND released_at = holder.created_at AS "fits"
         FROM phone_history JOIN users former ON former.id = user_id
         JOIN users holder ON holder.phone_number = phone_history.phone_number WHERE former.parked_at IS NOT NULL`,
      ),
    ).toEqual([{ reason: 'reissued', fits: true }]);
    expect(
      await all(
        'SELECT phone_number, owner_name, shop_name, city, state, pincode FROM users WHERE erased_at IS NOT NULL',
      ),
    ).toEqual([
      { phone_number: null, owner_name: null, shop_name: null, city: null, state: null, pincode: null },
    ]);
  });

  it('has referrals in every state, whose dates follow one another', async () => {
    expect(
      await all('SELECT DISTINCT status, held_reason FROM referrals ORDER BY status, held_reason'),
    ).toEqual([
      { status: 'activated', held_reason: null },
      { status: 'held', held_reason: 'same_phone' },
      { status: 'held', held_reason: 'same_shop' },
      { status: 'joined', held_reason: null },
      { status: 'rejected', held_reason: 'same_shop' },
      { status: 'rewarded', held_reason: null },
    ]);
    expect(
      await all(
        `SELECT referee.shop_name FROM referrals
         JOIN users referrer ON referrer.id = referrer_id JOIN users referee ON referee.id = referee_id
         WHERE joined_at < greatest(referrer.created_at, referee.created_at)
           OR joined_at > referee.created_at + interval '7 days'
           OR activated_at < joined_at OR rewarded_at < activated_at OR decided_at < joined_at
           OR greatest(joined_at, activated_at, rewarded_at, decided_at, referrals.updated_at) > now()
           OR (status = 'joined' AND num_nulls(referee.shop_name, referee.city, referee.state, referee.pincode) = 0)`,
      ),
    ).toEqual([]);
  });

  it('holds a referral only for what is true', async () => {
    const held = await all(
      `SELECT status, held_reason,
         referrer.shop_name = referee.shop_name AND referrer.pincode = referee.pincode AS "sameShop",
         EXISTS (SELECT FROM phone_history WHERE user_id = referrer_id AND phone_number = referee.phone_number)
           AS "samePhone"
       FROM referrals JOIN users referrer ON referrer.id = referrer_id JOIN users referee ON referee.id = referee_id
       WHERE held_reason IS NOT NULL ORDER BY status, held_reason`,
    );
    expect(held).toEqual([
      { status: 'held', held_reason: 'same_phone', sameShop: false, samePhone: true },
      { status: 'held', held_reason: 'same_shop', sameShop: true, samePhone: false },
      { status: 'rejected', held_reason: 'same_shop', sameShop: true, samePhone: false },
    ]);
  });

  it('grants both sides of a rewarded referral five uploads, and counts them in the limit', async () => {
    expect(
      await all(
        `SELECT status, array_agg(DISTINCT grants) AS grants FROM (
           SELECT status, (SELECT json_object_agg(side, uploads ORDER BY side) FROM upload_grants
             WHERE referral_id = referrals.id
               AND user_id = CASE side WHEN 'referrer' THEN referrer_id ELSE referee_id END)::text AS grants
           FROM referrals) AS granted GROUP BY status ORDER BY status`,
      ),
    ).toEqual([
      { status: 'activated', grants: [null] },
      { status: 'held', grants: [null] },
      { status: 'joined', grants: [null] },
      { status: 'rejected', grants: [null] },
      { status: 'rewarded', grants: ['{ "referee" : 5, "referrer" : 5 }'] },
    ]);
    expect(
      await all(
        `SELECT shop_name FROM users
         WHERE monthly_upload_limit <> CASE subscription_status WHEN 'premium' THEN 500 ELSE 20 END
           + coalesce((SELECT sum(uploads) FROM upload_grants WHERE user_id = users.id), 0)`,
      ),
    ).toEqual([]);
  });

  it('rewards nobody more than ten times in a month', async () => {
    expect(
      await all(
        `SELECT referrer_id FROM referrals WHERE rewarded_at IS NOT NULL
         GROUP BY referrer_id, date_trunc('month', rewarded_at AT TIME ZONE 'Asia/Kolkata') HAVING count(*) > 10`,
      ),
    ).toEqual([]);
  });

  it('audits what somebody did, without a phone number', async () => {
    const entries = await all<{ action: string; details: object; created_at: Date }>(
      `SELECT action, details, created_at FROM audit_log ORDER BY action`,
    );
    expect(entries.map(({ action }) => action)).toEqual([
      'admin.referral_rejected',
      'admin.user_blocked',
      'admin.user_updated',
      'user.admin_granted',
      'user.erased',
      'user.erasure_requested',
      'user.erasure_requested',
      'user.parked',
      'user.phone_changed',
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/[6-9]\d{9}/);
    expect(entries.every(({ created_at: at }) => at.getTime() <= Date.now())).toBe(true);
  });

  it('keeps all other numbers away from those with a known code', async () => {
    expect(
      await all(
        `SELECT phone_number FROM users WHERE phone_number NOT BETWEEN '+919000000100' AND '+919000000199'
           AND phone_number <> ALL($1)`,
        [[ASHA, RAVI, MEENA, ADMIN]],
      ),
    ).toEqual([]);
  });

  it.each([ASHA, RAVI, MEENA, ADMIN, '+919000000150'])(
    'is bound at the first sign-in of %s',
    async (phoneNumber) => {
      const { id, role } = await byNumber(phoneNumber);
      // As if the number had been silent for longer than the 90 days after which operators give it out again.
      await superuser.query(`UPDATE users SET last_login = now() - interval '119 days' WHERE id = $1`, [id]);
      const attempt = { clerkUserId: 'user_first', phoneNumber, name: 'Somebody else' };
      const answer = await signIn(api, attempt);
      expect(answer).toMatchObject({
        outcome: 'bound',
        id,
        role,
        clerk_user_id: 'user_first',
        parked_at: null,
      });
      expect(answer.owner_name).not.toBe('Somebody else');
      expect(await signIn(api, attempt)).toMatchObject({ outcome: 'returning', id });
    },
  );

  it('has ids that sort as its rows were made, before those of people', async () => {
    const { id } = await byNumber(ASHA);
    const asha = 'SELECT id FROM referrals WHERE referrer_id = $1 ORDER BY';
    expect(await all(`${asha} id`, [id])).toEqual(await all(`${asha} joined_at`, [id]));
    const stranger = await insertUser(superuser);
    expect(await all('SELECT FROM users WHERE id > $1', [stranger.id])).toEqual([]);
  });

  it('shows Asha her own referrals and grants, through the API’s role', async () => {
    const { id } = await byNumber(ASHA);
    const client = await api.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.user_id', $1, true)`, [id]);
      const { rows } = await client.query(
        `SELECT status, count(*)::int, bool_and(referrer_id = $1) AS "isHers" FROM referrals GROUP BY status ORDER BY status`,
        [id],
      );
      expect(rows).toEqual([
        { status: 'activated', count: 2, isHers: true },
        { status: 'held', count: 1, isHers: true },
        { status: 'joined', count: 3, isHers: true },
        { status: 'rewarded', count: 10, isHers: true },
      ]);
      const grants = await client.query<{ sum: number }>('SELECT sum(uploads)::int FROM upload_grants');
      expect(grants.rows).toEqual([{ sum: 50 }]);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  it('leaves row-level security forced', async () => {
    expect(await unforcedTables()).toEqual([]);
  });
});

describe('a second run', () => {
  it('changes nothing', async () => {
    await seed();
    const before = await everything();
    expect(await seed()).toBe('nothing to do');
    expect(await everything()).toEqual(before);
  });

  it('makes one demo when two run at the same time', async () => {
    const lines = await Promise.all([seed(), seed()]);
    expect(lines.toSorted()).toEqual(['made 62 shops, 41 referrals', 'nothing to do']);
    expect(await all('SELECT count(*)::int FROM users')).toEqual([{ count: 63 }]);
  });

  it('keeps what a developer did since', async () => {
    await seed();
    const asha = await signIn(api, { clerkUserId: 'user_asha', phoneNumber: ASHA });
    await superuser.query(`UPDATE users SET shop_name = 'Asha & Daughters' WHERE id = $1`, [asha.id]);
    await signIn(api, { clerkUserId: 'user_asha', phoneNumber: '+919876543210' });
    await superuser.query(`DELETE FROM upload_grants`);
    await superuser.query(`DELETE FROM referrals WHERE referrer_id = $1`, [asha.id]);
    const before = await everything();
    expect(await seed()).toBe('nothing to do');
    expect(await everything()).toEqual(before);
  });
});

describe('on a database with accounts', () => {
  it('leaves a demo number alone that has signed up by itself, and makes what else can be', async () => {
    const asha = await signIn(api, { clerkUserId: 'user_asha', phoneNumber: ASHA, name: 'Asha' });
    const newcomer = await signIn(api, { clerkUserId: 'user_new', phoneNumber: '+919000000163' });
    const before = [await readUser(superuser, asha.id), await readUser(superuser, newcomer.id)];

    expect(await seed()).toBe('made 60 shops, 29 referrals; 2 accounts were there already and left alone');
    expect([await readUser(superuser, asha.id), await readUser(superuser, newcomer.id)]).toEqual(before);
    expect(
      await all('SELECT DISTINCT status FROM referrals WHERE referrer_id = $1 ORDER BY status', [asha.id]),
    ).toEqual([{ status: 'activated' }, { status: 'joined' }]);
    expect(
      await all(
        `SELECT FROM upload_grants WHERE user_id = $1 UNION ALL SELECT FROM referrals WHERE referee_id = $2
         UNION ALL SELECT FROM audit_log WHERE subject_id IN ($1, $2)`,
        [asha.id, newcomer.id],
      ),
    ).toEqual([]);
    expect(
      await all(
        `SELECT shop_name FROM users WHERE monthly_upload_limit
           <> CASE subscription_status WHEN 'premium' THEN 500 ELSE 20 END
             + coalesce((SELECT sum(uploads) FROM upload_grants WHERE user_id = users.id), 0)`,
      ),
    ).toEqual([]);
    const after = await everything();
    expect(await seed()).toBe('nothing to do');
    expect(await everything()).toEqual(after);
  });

  it('lets an administrator who was there decide, and touches no other account', async () => {
    const admin = await signIn(api, { clerkUserId: 'user_admin', phoneNumber: ADMIN, isAdmin: true });
    const stranger = await insertUser(superuser, { owner_name: 'Nobody of the demo' });
    await seed();
    expect(await readUser(superuser, admin.id)).toMatchObject({
      clerk_user_id: 'user_admin',
      owner_name: null,
    });
    expect(await readUser(superuser, stranger.id)).toEqual(stranger);
    expect(await all('SELECT DISTINCT decided_by FROM referrals WHERE decided_by IS NOT NULL')).toEqual([
      { decided_by: admin.id },
    ]);
    expect(await all(`SELECT FROM audit_log WHERE action = 'user.admin_granted'`)).toHaveLength(1);
  });

  it('makes nothing out of somebody’s referral code', async () => {
    await seed();
    const { referral_code: code } = await byNumber('+919000000150');
    await superuser.query(`TRUNCATE ${TABLES.join(', ')} CASCADE`);
    await insertUser(superuser, { referral_code: code });
    expect(await seed()).toMatch(/^made 61 shops, .*; 1 account was there already and left alone$/);
  });
});

describe('a run that ends in the middle', () => {
  const leavesNothing = async (): Promise<void> => {
    expect(await unforcedTables()).toEqual([]);
    for (const table of TABLES) expect(await all(`SELECT FROM ${table}`)).toEqual([]);
  };

  async function whenAuditing(body: string): Promise<void> {
    await superuser.query(
      `CREATE FUNCTION public.disturb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body}; RETURN NEW; END $$;
       CREATE TRIGGER disturb BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION public.disturb();
       GRANT EXECUTE ON FUNCTION public.disturb() TO PUBLIC`,
    );
  }

  afterEach(() => superuser.query('DROP FUNCTION public.disturb() CASCADE'));

  it('leaves nothing behind, and row-level security forced, when a row is refused', async () => {
    await whenAuditing(`RAISE EXCEPTION 'no room'`);
    await expect(seed()).rejects.toThrow('no room');
    await leavesNothing();
  });

  it('leaves nothing behind, and row-level security forced, when its connection is cut', async () => {
    await whenAuditing('PERFORM pg_sleep(60)');
    const run = seed().then(
      () => 'done',
      () => 'cut',
    );
    let cut = 0;
    while (cut === 0) {
      const { rowCount } = await superuser.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE state = 'active' AND wait_event = 'PgSleep' AND query LIKE 'INSERT INTO public.audit_log%'`,
      );
      cut = rowCount ?? 0;
    }
    expect(await run).toBe('cut');
    await leavesNothing();
  });
});

describe('a refusal', () => {
  const elsewhere = 'postgresql://owner:of-a-test@db.example.in:5432/shops';

  it.each([
    { case: 'in production', env: { NODE_ENV: 'production' }, says: /^NODE_ENV is production/ },
    { case: 'with a live secret key', env: { CLERK_SECRET_KEY: 'sk_live_x' }, says: /^CLERK_SECRET_KEY is/ },
    {
      case: 'with a live key',
      env: { CLERK_PUBLISHABLE_KEY: ' pk_live_x' },
      says: /^CLERK_PUBLISHABLE_KEY is/,
    },
  ])('comes $case, whatever is said', async ({ env, says }) => {
    await expect(seed(env)).rejects.toThrow(says);
    await expect(seed(env, ['--this-is-not-production'])).rejects.toThrow(says);
    expect(await all('SELECT FROM users')).toEqual([]);
  });

  it.each([
    elsewhere,
    'postgresql://127.0.0.1.example.in/shops',
    'postgresql://10.0.0.5/shops',
    'postgresql://localhost/shops?host=db.example.in',
  ])('comes for the database %s on another host, until somebody says what it is', async (url) => {
    const run = (args: string[]) => seedCommand({ env: {}, args, ownerUrl: () => url });
    await expect(run([])).rejects.toThrow(/^The database is on another host: .*-- --this-is-not-production/);
  });

  it('comes for an argument that it does not know and an address that is none', async () => {
    await expect(seed({}, ['--force'])).rejects.toThrow(/^Usage: npm run db:seed/);
    await expect(seedCommand({ env: {}, args: [], ownerUrl: () => 'localhost' })).rejects.toThrow(
      /is no address/,
    );
  });

  it('comes while a migration is pending', async () => {
    await undoLastMigration(database.ownerUrl);
    try {
      await expect(seed()).rejects.toThrow(/^The schema is not up to date: run `npm run db:migrate`/);
      expect(await all('SELECT FROM users')).toEqual([]);
    } finally {
      await applyMigrations(database.ownerUrl);
    }
  });
});

describe(seedDemo.name, () => {
  it('makes no administrator where the codes go to real people', async () => {
    await seedDemo(database.ownerUrl, 'owner');
    expect(await all(`SELECT FROM users WHERE role = 'admin'`)).toEqual([]);
    expect(await all(`SELECT FROM audit_log WHERE action = 'user.admin_granted'`)).toEqual([]);
  });
});
