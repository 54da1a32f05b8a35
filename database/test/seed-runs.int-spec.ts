import { applyMigrations, undoLastMigration } from '../migrations.ts';
import { refuseUnconfirmedHost } from '../seeds/demo-is-allowed.ts';
import { seedCommand } from '../seeds/seed-command.ts';
import { seedDemo } from '../seeds/seed-demo.ts';
import { BLOCKED } from '../seeds/stories.ts';
import { insertUser, readUser, signIn } from './accounts.ts';
import { DEMO_NUMBERS, DEMO_TABLES, DemoBench } from './demo-bench.ts';

const { asha: ashaNumber, admin: adminNumber } = DEMO_NUMBERS;

let bench: DemoBench;

beforeAll(async () => {
  bench = await DemoBench.open();
});

afterAll(() => bench.close());

beforeEach(() => bench.empty());

describe('a second run', () => {
  it('changes nothing', async () => {
    await bench.seed();
    const before = await bench.everything();
    expect(await bench.seed()).toBe('nothing to do');
    expect(await bench.everything()).toEqual(before);
  });

  it('makes one demo when two run at the same time', async () => {
    const lines = await Promise.all([bench.seed(), bench.seed()]);
    expect(lines.toSorted()).toEqual(['made 62 shops, 41 referrals', 'nothing to do']);
    expect(await bench.all('SELECT count(*)::int FROM users')).toEqual([{ count: 63 }]);
  });

  it('keeps what a developer did since', async () => {
    await bench.seed();
    const asha = await signIn(bench.api, { clerkUserId: 'user_asha', phoneNumber: ashaNumber });
    await bench.superuser.query(`UPDATE users SET shop_name = 'Asha & Daughters' WHERE id = $1`, [asha.id]);
    await signIn(bench.api, { clerkUserId: 'user_asha', phoneNumber: '+919876543210' });
    await bench.superuser.query(`DELETE FROM upload_grants`);
    await bench.superuser.query(`DELETE FROM referrals WHERE referrer_id = $1`, [asha.id]);
    const before = await bench.everything();
    expect(await bench.seed()).toBe('nothing to do');
    expect(await bench.everything()).toEqual(before);
  });
});

describe('on a database with accounts', () => {
  it('leaves a demo number alone that has signed up by itself, and makes what else can be', async () => {
    const asha = await signIn(bench.api, { clerkUserId: 'user_asha', phoneNumber: ashaNumber, name: 'Asha' });
    const newcomer = await signIn(bench.api, { clerkUserId: 'user_new', phoneNumber: '+919000000163' });
    const before = [await readUser(bench.superuser, asha.id), await readUser(bench.superuser, newcomer.id)];

    expect(await bench.seed()).toBe(
      'made 60 shops, 29 referrals; 2 accounts were there already and left alone',
    );
    expect([await readUser(bench.superuser, asha.id), await readUser(bench.superuser, newcomer.id)]).toEqual(
      before,
    );
    expect(
      await bench.all('SELECT DISTINCT status FROM referrals WHERE referrer_id = $1 ORDER BY status', [
        asha.id,
      ]),
    ).toEqual([{ status: 'activated' }, { status: 'joined' }]);
    expect(
      await bench.all(
        `SELECT FROM upload_grants WHERE user_id = $1 UNION ALL SELECT FROM referrals WHERE referee_id = $2
         UNION ALL SELECT FROM audit_log WHERE subject_id IN ($1, $2)`,
        [asha.id, newcomer.id],
      ),
    ).toEqual([]);
    expect(await bench.wrongLimits()).toEqual([]);
    const after = await bench.everything();
    expect(await bench.seed()).toBe('nothing to do');
    expect(await bench.everything()).toEqual(after);
  });

  it('lets an administrator who was there decide, and touches no other account', async () => {
    const admin = await signIn(bench.api, {
      clerkUserId: 'user_admin',
      phoneNumber: adminNumber,
      isAdmin: true,
    });
    const stranger = await insertUser(bench.superuser, { owner_name: 'Nobody of the demo' });
    await bench.seed();
    expect(await readUser(bench.superuser, admin.id)).toMatchObject({
      clerk_user_id: 'user_admin',
      owner_name: null,
    });
    expect(await readUser(bench.superuser, stranger.id)).toEqual(stranger);
    expect(await bench.all('SELECT DISTINCT decided_by FROM referrals WHERE decided_by IS NOT NULL')).toEqual(
      [{ decided_by: admin.id }],
    );
    expect(await bench.all(`SELECT FROM audit_log WHERE action = 'user.admin_granted'`)).toHaveLength(1);
  });

  it('comes between sign-ins without losing, doubling or refusing one', async () => {
    // The blocked shop of the demo is refused once it is there, as it should be.
    const numbers = Array.from({ length: 61 }, (_, n) => n + 90)
      .filter((n) => n !== BLOCKED.n)
      .map((n) => `+91${9_000_000_000 + n}`);
    const attempts = numbers.map((phoneNumber) => ({
      clerkUserId: `user_${phoneNumber.slice(1)}`,
      phoneNumber,
    }));
    const early = attempts.slice(0, 30).map((attempt) => signIn(bench.api, attempt));
    const run = bench.seed();
    const late = attempts.slice(30).map((attempt) => signIn(bench.api, attempt));
    const answers = await Promise.all([...early, ...late]);
    expect(await run).toMatch(/^made /);
    expect(answers.filter(({ outcome }) => outcome !== 'created' && outcome !== 'bound')).toEqual([]);
    for (const { id, clerk_user_id: clerkUserId, phone_number: phoneNumber } of answers) {
      expect(await readUser(bench.superuser, id)).toMatchObject({
        clerk_user_id: clerkUserId,
        phone_number: phoneNumber,
      });
    }
    expect(await bench.unforcedTables()).toEqual([]);
  });

  it('makes nothing out of somebody’s referral code', async () => {
    await bench.seed();
    const { referral_code: code } = await bench.byNumber('+919000000150');
    await bench.empty();
    await insertUser(bench.superuser, { referral_code: code });
    expect(await bench.seed()).toMatch(/^made 61 shops, .*; 1 account was there already and left alone$/);
  });
});

describe('a run that ends in the middle', () => {
  const leavesNothing = async (): Promise<void> => {
    expect(await bench.unforcedTables()).toEqual([]);
    for (const table of DEMO_TABLES) expect(await bench.all(`SELECT FROM ${table}`)).toEqual([]);
  };

  async function whenAuditing(body: string): Promise<void> {
    await bench.superuser.query(
      `CREATE FUNCTION public.disturb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body}; RETURN NEW; END $$;
       CREATE TRIGGER disturb BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION public.disturb();
       GRANT EXECUTE ON FUNCTION public.disturb() TO PUBLIC`,
    );
  }

  afterEach(() => bench.superuser.query('DROP FUNCTION public.disturb() CASCADE'));

  it('leaves nothing behind, and row-level security forced, when a row is refused', async () => {
    await whenAuditing(`RAISE EXCEPTION 'no room'`);
    await expect(bench.seed()).rejects.toThrow('no room');
    await leavesNothing();
  });

  it('leaves nothing behind, and row-level security forced, when its connection is cut', async () => {
    await whenAuditing('PERFORM pg_sleep(4)');
    const run = bench.seed().then(
      () => 'done',
      () => 'cut',
    );
    for (let tries = 0, cut = 0; tries < 10_000 && cut === 0; tries += 1) {
      const { rowCount } = await bench.superuser.query(
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
    await expect(bench.seed(env)).rejects.toThrow(says);
    await expect(bench.seed(env, ['--this-is-not-production'])).rejects.toThrow(says);
    expect(await bench.all('SELECT FROM users')).toEqual([]);
  });

  it.each([
    elsewhere,
    'postgresql://127.0.0.1.example.in/shops',
    'postgresql://10.0.0.5/shops',
    'postgresql://localhost/shops?host=db.example.in',
    'postgresql://db.example.in/shops?host=localhost',
  ])('comes for the database %s on another host, until somebody says what it is', async (url) => {
    const run = (args: string[]) => seedCommand({ env: {}, args, ownerUrl: () => url });
    await expect(run([])).rejects.toThrow(/^The database is on another host: .*-- --this-is-not-production/);
  });

  it.each([
    'postgresql://localhost:5433/shops',
    'postgresql://127.0.0.1/shops',
    'postgresql://127.1.2.3/shops',
    'postgresql://[::1]/shops',
    'postgresql:///shops?host=/run/postgresql',
  ])('does not come for %s', (url) => {
    expect(() => refuseUnconfirmedHost(url, false)).not.toThrow();
  });

  it('does not come for another host of which somebody said what it is', () => {
    expect(() => refuseUnconfirmedHost(elsewhere, true)).not.toThrow();
  });

  it('comes for an argument that it does not know and an address that is none', async () => {
    await expect(bench.seed({}, ['--force'])).rejects.toThrow(/^Usage: npm run db:seed/);
    await expect(seedCommand({ env: {}, args: [], ownerUrl: () => 'localhost' })).rejects.toThrow(
      /is no address/,
    );
  });

  it('comes while a migration is pending', async () => {
    await undoLastMigration(bench.database.ownerUrl);
    try {
      await expect(bench.seed()).rejects.toThrow(/^The schema is not up to date: run `npm run db:migrate`/);
      expect(await bench.all('SELECT FROM users')).toEqual([]);
    } finally {
      await applyMigrations(bench.database.ownerUrl);
    }
  });
});

describe(seedDemo.name, () => {
  it('makes no administrator where the codes go to real people', async () => {
    await seedDemo(bench.database.ownerUrl, 'owner');
    expect(await bench.all(`SELECT FROM users WHERE role = 'admin'`)).toEqual([]);
    expect(await bench.all(`SELECT FROM audit_log WHERE action = 'user.admin_granted'`)).toEqual([]);
  });
});
