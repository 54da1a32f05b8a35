import { applyMigrations } from '../../../database/migrations.ts';
import { goBackToFormerRelease } from '../../../database/test/former-release.ts';
import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { answerJson } from '../../test/fakes/clerk-fake.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { ErasureController } from './erasure.controller.js';
import { ErasureJob } from './erasure.job.js';

describe(ErasureController.name, () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  // What an earlier test left due would fall into the next one's run.
  beforeEach(() => database.rows('UPDATE users SET erase_after = NULL'));

  afterEach(async () => {
    app.clerk.answerUsers = null;
    await moveClock('0 days');
  });

  /** What falls due is measured against this clock. */
  async function moveClock(ahead: string): Promise<void> {
    await database.rows(
      `CREATE OR REPLACE FUNCTION present() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT now() + interval '${ahead}' $$`,
    );
  }

  async function signIn(owner = anOwner(), sid = `sess_${owner.id}`) {
    app.clerk.knows(owner);
    app.clerk.sessions.set(sid, owner.id);
    const clerkToken = aClerkToken(app.clerk.key, owner.id, { claims: { sid } });
    const answer = await app.exchange(clerkToken, {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
    });
    return { owner, sid, clerkToken, answer, token: String(answer.body['token']) };
  }

  const erase = (token: string, clerkToken: unknown) =>
    app.request('DELETE', '/users/me', { token, body: { clerkToken } });
  const rowOf = async (userId: unknown) =>
    (await database.rows('SELECT * FROM users WHERE id = $1', [userId]))[0] ?? {};
  const idOf = ({ answer }: { answer: { body: Record<string, unknown> } }) =>
    (answer.body['user'] as { id: string }).id;
  const run = () => app.nest.get(ErasureJob).run();

  it('marks the account, says until when, and signs it out everywhere', async () => {
    const asha = await signIn();
    const answer = await erase(asha.token, asha.clerkToken);
    expect(answer).toMatchObject({ status: 202, body: { eraseAfter: expect.any(String) } });
    const due = new Date(String(answer.body['eraseAfter']));
    expect(Math.round((due.getTime() - Date.now()) / 3_600_000)).toBe(7 * 24);
    expect(await rowOf(idOf(asha))).toMatchObject({ erase_after: due });
    expect((await app.request('GET', '/users/me', { token: asha.token })).status).toBe(401);
    expect(app.clerk.sessions.has(asha.sid)).toBe(false);
  });

  it('is not called off by a page that renews its session by itself, but by signing in', async () => {
    const asha = await signIn();
    await erase(asha.token, asha.clerkToken);
    const renewed = await app.exchange(asha.clerkToken, {
      phoneNumber: asha.owner.phoneNumber,
      clerkUserId: asha.owner.id,
    });
    expect(renewed.status).toBe(401);
    expect((await rowOf(idOf(asha)))['erase_after']).not.toBeNull();

    const back = await signIn(asha.owner, 'sess_of_the_change_of_mind');
    expect(back.answer).toMatchObject({ status: 200, body: { isNewUser: false } });
    expect((await rowOf(idOf(asha)))['erase_after']).toBeNull();
  });

  it.each([
    ['ten minutes and more ago', { fva: [11, -1] }],
    ['never, as far as Clerk says', { fva: undefined }],
    ['almost ten minutes ago when the token was made, and it is not new', { fva: [10, -1], ago: 30 }],
  ] as [string, { fva: number[] | undefined; ago?: number }][])(
    'wants a new code when the last was typed %s',
    async (_case, { fva, ago = 0 }) => {
      const asha = await signIn();
      const iat = Math.floor(Date.now() / 1000) - ago;
      const stale = aClerkToken(app.clerk.key, asha.owner.id, { claims: { fva, iat, exp: iat + 60 } });
      const before = await database.contents();
      expect(await erase(asha.token, stale)).toMatchObject({
        status: 403,
        body: { code: 'auth.reverification_needed' },
      });
      expect(await database.contents()).toBe(before);
    },
  );

  it.each([
    ['a token that is none', () => 'not.a.token', 403, 'auth.reverification_needed'],
    ['an app token', ({ token }: { token: string }) => token, 403, 'auth.reverification_needed'],
    [
      'an expired token',
      ({ owner }: { owner: { id: string } }) =>
        aClerkToken(app.clerk.key, owner.id, { claims: { iat: 1_700_000_000, exp: 1_700_000_060 } }),
      403,
      'auth.reverification_needed',
    ],
    ["somebody else's token", () => aClerkToken(app.clerk.key, 'user_other'), 403, 'auth.identity_mismatch'],
    ['no token', () => undefined, 400, 'request.invalid'],
    ['null', () => null, 400, 'request.invalid'],
    ['NUL', () => 'a\u0000', 400, 'request.invalid'],
    ['9 KiB', () => 'x'.repeat(9_000), 400, 'request.invalid'],
  ])('refuses %s', async (_case, clerkToken, status, code) => {
    const asha = await signIn();
    const before = await database.contents();
    expect(await erase(asha.token, clerkToken(asha))).toMatchObject({ status, body: { code } });
    expect(await database.contents()).toBe(before);
  });

  it('changes nothing while Clerk cannot say which sessions there are', async () => {
    const asha = await signIn();
    app.clerk.answerUsers = answerJson(500, { errors: [] });
    const before = await database.contents();
    expect(await erase(asha.token, asha.clerkToken)).toMatchObject({
      status: 503,
      body: { code: 'auth.clerk_unavailable' },
    });
    expect(await database.contents()).toBe(before);
  });

  it('happens after seven days and not before, here and at Clerk, and once', async () => {
    const asha = await signIn();
    await erase(asha.token, asha.clerkToken);
    await moveClock('6 days 23 hours');
    expect(await run()).toEqual({ erased: 0, deletedAtClerk: 0, putOff: [] });
    expect(app.clerk.isKnown(asha.owner.id)).toBe(true);

    await moveClock('7 days 1 minute');
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.reduce((sum, { erased }) => sum + erased, 0)).toBe(1);
    expect(runs.reduce((sum, { deletedAtClerk }) => sum + deletedAtClerk, 0)).toBe(1);
    expect(app.clerk.isKnown(asha.owner.id)).toBe(false);
    expect(await rowOf(idOf(asha))).toMatchObject({ phone_number: null, erased_at: expect.any(Date) });
  });

  it('makes way for a fresh account with the same number', async () => {
    const asha = await signIn();
    await erase(asha.token, asha.clerkToken);
    await moveClock('8 days');
    await run();
    const next = await signIn(anOwner({ phoneNumber: asha.owner.phoneNumber }));
    expect(next.answer).toMatchObject({ status: 200, body: { isNewUser: true } });
    expect(idOf(next)).not.toBe(idOf(asha));
  });

  it('goes on at Clerk where Clerk stopped it', async () => {
    const asha = await signIn();
    await erase(asha.token, asha.clerkToken);
    await moveClock('8 days');
    app.clerk.answerUsers = answerJson(500, { errors: [] });
    expect(await run()).toEqual({ erased: 1, deletedAtClerk: 0, putOff: ['users at Clerk'] });
    expect(app.logLines.join('')).toContain('"part":"users at Clerk","cause":"auth.clerk_unavailable"');
    expect(await rowOf(idOf(asha))).toMatchObject({ erased_at: expect.any(Date) });

    app.clerk.answerUsers = null;
    await database.rows(`UPDATE deleted_clerk_users SET attempted_at = now() - interval '2 minutes'`);
    expect(await run()).toEqual({ erased: 0, deletedAtClerk: 1, putOff: [] });
    expect(app.clerk.isKnown(asha.owner.id)).toBe(false);
  });

  it('goes on with the others when Clerk does not delete one, and still forgets old records', async () => {
    const ids = ['user_one', 'user_two', 'user_three'];
    await database.rows('INSERT INTO deleted_clerk_users (clerk_user_id) SELECT unnest($1::text[])', [ids]);
    await database.rows(
      `INSERT INTO ended_clerk_sessions (session_id, ended_at) VALUES ('sess_long_ago', now() - interval '2 years')`,
    );
    await database.rows(
      `INSERT INTO counted_uploads (user_id, id, month, counted_at)
       VALUES ($1, gen_random_uuid(), '2025-01-01', now() - interval '14 months')`,
      [idOf(await signIn())],
    );
    let first: string | undefined;
    app.clerk.answerUsers = (response) => {
      first ??= response.req.url;
      answerJson(response.req.url === first ? 500 : 404, { errors: [] })(response);
    };
    // The two that Clerk deleted count all the same.
    expect(await run()).toEqual({ erased: 0, deletedAtClerk: 2, putOff: ['users at Clerk'] });
    const left = await database.rows('SELECT FROM deleted_clerk_users WHERE gone_at_clerk_at IS NULL');
    expect(left).toHaveLength(1);
    expect(
      await database.rows(`SELECT FROM ended_clerk_sessions WHERE session_id = 'sess_long_ago'`),
    ).toEqual([]);
    expect(await database.rows('SELECT FROM counted_uploads')).toEqual([]);
    await database.rows('DELETE FROM deleted_clerk_users');
  });

  it('does not mind a Clerk user who is gone already', async () => {
    const asha = await signIn();
    await erase(asha.token, asha.clerkToken);
    app.clerk.forgets(asha.owner.id);
    await moveClock('8 days');
    expect(await run()).toEqual({ erased: 1, deletedAtClerk: 1, putOff: [] });
  });

  it.each([
    { table: 'users', part: 'accounts' },
    { table: 'counted_uploads', part: 'counted uploads' },
    { table: 'webhook_deliveries', part: 'old records' },
  ])(
    'deletes at Clerk while the table $table is in use, and says what it put off',
    async ({ table, part }) => {
      const owner = anOwner();
      app.clerk.knows(owner);
      await database.rows('INSERT INTO deleted_clerk_users (clerk_user_id) VALUES ($1)', [owner.id]);
      const unlock = await database.lock(table);
      expect(await run().finally(unlock)).toEqual({ erased: 0, deletedAtClerk: 1, putOff: [part] });
      expect(app.clerk.isKnown(owner.id)).toBe(false);
      expect(app.logLines.join('')).toContain(
        `"part":"${part}","cause":"canceling statement due to lock timeout"`,
      );
    },
  );

  it('forgets more old records than one statement has the time for', async () => {
    // Stands for the time that so many take.
    await database.rows(`
      CREATE FUNCTION take_too_long() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM gone) > 5000 THEN RAISE SQLSTATE '57014'; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER slow AFTER DELETE ON ended_clerk_sessions REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION take_too_long();
      INSERT INTO ended_clerk_sessions (session_id, ended_at)
      SELECT 'sess_of_old_' || n, now() - interval '2 years' FROM generate_series(1, 12000) AS n`);
    const report = await run().finally(() => database.rows('DROP FUNCTION take_too_long CASCADE'));
    expect(report).toEqual({ erased: 0, deletedAtClerk: 0, putOff: [] });
    const left = `SELECT FROM ended_clerk_sessions WHERE session_id LIKE 'sess_of_old_%'`;
    expect(await database.rows(left)).toEqual([]);
  });

  it('forgets old records on the schema of the former release too', async () => {
    await database.rows(
      `INSERT INTO webhook_deliveries (svix_id, type, received_at)
       VALUES ('msg_old', 'user.updated', now() - interval '31 days')`,
    );
    await goBackToFormerRelease(database.server.ownerUrl);
    const report = await run().finally(() => applyMigrations(database.server.ownerUrl));
    expect(report).toEqual({ erased: 0, deletedAtClerk: 0, putOff: [] });
    expect(await database.rows(`SELECT FROM webhook_deliveries WHERE svix_id = 'msg_old'`)).toEqual([]);
  });
});
