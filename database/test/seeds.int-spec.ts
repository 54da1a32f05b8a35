import { statesOfPinCode } from '../../contracts/src/pin-code.ts';
import { insertUser, signIn, type UserRow } from './accounts.ts';
import { DEMO_NUMBERS, DemoBench } from './demo-bench.ts';

const DAY = 86_400_000;
const { asha: ashaNumber, ravi: raviNumber, meena: meenaNumber, admin: adminNumber } = DEMO_NUMBERS;

let bench: DemoBench;

beforeAll(async () => {
  bench = await DemoBench.open();
});

afterAll(() => bench.close());

beforeEach(() => bench.empty());

describe('the demo', () => {
  beforeEach(async () => {
    expect(await bench.seed()).toBe('made 62 shops, 41 referrals');
  });

  it('has the people a developer signs in as', async () => {
    const rows = await bench.all(
      `SELECT phone_number, owner_name, shop_name, city, state, role, clerk_user_id FROM users
       WHERE phone_number BETWEEN '+919000000000' AND '+919000000099' ORDER BY phone_number`,
    );
    const owner = { role: 'owner', clerk_user_id: null };
    expect(rows).toEqual([
      {
        ...owner,
        phone_number: ashaNumber,
        owner_name: 'Asha Kulkarni',
        shop_name: 'Asha Digital Prints',
        city: 'Pune',
        state: 'Maharashtra',
      },
      {
        ...owner,
        phone_number: raviNumber,
        owner_name: 'Ravi Sharma',
        shop_name: 'Sharma Prints',
        city: 'Jaipur',
        state: 'Rajasthan',
      },
      {
        ...owner,
        phone_number: meenaNumber,
        owner_name: 'Meena Iyer',
        shop_name: 'Meena Xerox & Binding',
        city: 'Chennai',
        state: 'Tamil Nadu',
      },
      expect.objectContaining({ phone_number: adminNumber, role: 'admin', clerk_user_id: null }),
    ]);
  });

  it('spreads over India, in PIN codes of the state, with every kind of plan, language and counter', async () => {
    const users = await bench.all<UserRow>(
      'SELECT *, uploads_month = upload_month() AS is_present FROM users',
    );
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
    expect(await bench.all('SELECT FROM users WHERE documents_uploaded < uploads_used_this_month')).toEqual(
      [],
    );
  });

  it('has last sign-ins from today to months ago, none before the account or in the future', async () => {
    const [ages] = await bench.all<{ youngest: number; oldest: number; months: number; wrong: number }>(
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
    const states = await bench.all(
      `SELECT count(blocked_at)::int AS blocked, count(parked_at)::int AS parked, count(erase_after)::int AS waiting,
         count(erased_at)::int AS erased, count(*) FILTER (WHERE erase_after > now())::int AS due FROM users`,
    );
    expect(states).toEqual([{ blocked: 1, parked: 1, waiting: 1, erased: 1, due: 1 }]);
    expect(
      await bench.all(
        `SELECT reason, released_at = former.parked_at AND released_at = holder.created_at AS "fits"
         FROM phone_history JOIN users former ON former.id = user_id
         JOIN users holder ON holder.phone_number = phone_history.phone_number WHERE former.parked_at IS NOT NULL`,
      ),
    ).toEqual([{ reason: 'reissued', fits: true }]);
    expect(
      await bench.all(
        'SELECT phone_number, owner_name, shop_name, city, state, pincode FROM users WHERE erased_at IS NOT NULL',
      ),
    ).toEqual([
      { phone_number: null, owner_name: null, shop_name: null, city: null, state: null, pincode: null },
    ]);
  });

  it('has referrals in every state, whose dates follow one another', async () => {
    expect(
      await bench.all('SELECT DISTINCT status, held_reason FROM referrals ORDER BY status, held_reason'),
    ).toEqual([
      { status: 'activated', held_reason: null },
      { status: 'held', held_reason: 'same_phone' },
      { status: 'held', held_reason: 'same_shop' },
      { status: 'joined', held_reason: null },
      { status: 'rejected', held_reason: 'same_shop' },
      { status: 'rewarded', held_reason: null },
    ]);
    expect(
      await bench.all(
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
    const held = await bench.all(
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
      await bench.all(
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
    expect(await bench.wrongLimits()).toEqual([]);
  });

  it('rewards nobody more than ten times in a month', async () => {
    expect(
      await bench.all(
        `SELECT referrer_id FROM referrals WHERE rewarded_at IS NOT NULL
         GROUP BY referrer_id, date_trunc('month', rewarded_at AT TIME ZONE 'Asia/Kolkata') HAVING count(*) > 10`,
      ),
    ).toEqual([]);
  });

  it('audits what somebody did, without a phone number', async () => {
    const entries = await bench.all<{ action: string; details: object; created_at: Date }>(
      `SELECT action, details, created_at FROM audit_log ORDER BY action`,
    );
    expect(entries.map(({ action }) => action)).toEqual([
      'admin.plan_changed',
      'admin.referral_rejected',
      'admin.user_blocked',
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
      await bench.all(
        `SELECT phone_number FROM users WHERE phone_number NOT BETWEEN '+919000000100' AND '+919000000199'
           AND phone_number <> ALL($1)`,
        [[ashaNumber, raviNumber, meenaNumber, adminNumber]],
      ),
    ).toEqual([]);
  });

  it.each([ashaNumber, raviNumber, meenaNumber, adminNumber, '+919000000150'])(
    'is bound at the first sign-in of %s',
    async (phoneNumber) => {
      const { id, role } = await bench.byNumber(phoneNumber);
      // As if the number had been silent for longer than the 90 days after which operators give it out again.
      await bench.superuser.query(`UPDATE users SET last_login = now() - interval '119 days' WHERE id = $1`, [
        id,
      ]);
      const attempt = {
        clerkUserId: 'user_first',
        phoneNumber,
        name: 'Somebody else',
        isAdmin: role === 'admin',
      };
      const answer = await signIn(bench.api, attempt);
      expect(answer).toMatchObject({
        outcome: 'bound',
        id,
        role,
        clerk_user_id: 'user_first',
        parked_at: null,
      });
      expect(answer.owner_name).not.toBe('Somebody else');
      expect(await signIn(bench.api, attempt)).toMatchObject({ outcome: 'returning', id });
    },
  );

  it('has ids that sort as its rows were made, before those of people', async () => {
    const { id } = await bench.byNumber(ashaNumber);
    const asha = 'SELECT id FROM referrals WHERE referrer_id = $1 ORDER BY';
    expect(await bench.all(`${asha} id`, [id])).toEqual(await bench.all(`${asha} joined_at`, [id]));
    const stranger = await insertUser(bench.superuser);
    expect(await bench.all('SELECT FROM users WHERE id > $1', [stranger.id])).toEqual([]);
  });

  it('shows Asha her own referrals and grants, through the API’s role', async () => {
    const { id } = await bench.byNumber(ashaNumber);
    const client = await bench.api.connect();
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
    expect(await bench.unforcedTables()).toEqual([]);
  });
});
