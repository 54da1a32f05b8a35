import { setTimeout } from 'node:timers/promises';
import { type EntityManager } from 'typeorm';
import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { type Answer, TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { DatabaseModule } from './database.module.js';
import { HotStatements } from './hot-statements.js';
import { RowScope } from './row-scope.js';

describe(DatabaseModule.name, () => {
  let database: TestDatabase;
  let app: TestApp;
  let token: string;
  let userId: string;
  const owner = anOwner();

  const signIn = () =>
    app.exchange(aClerkToken(app.clerk.key, owner.id), {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
    });
  const readMe = () => app.request('GET', '/users/me', { token });
  const writeMe = () => app.request('PATCH', '/users/me', { token, body: { city: 'Pune' } });

  beforeAll(async () => {
    database = await TestDatabase.start();
    // As on a server whose roles were made before there were limits: the connections bring their own.
    await database.rows('ALTER ROLE bharatprint_api RESET ALL');
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
    app.clerk.knows(owner);
    const { body } = await signIn();
    token = body['token'] as string;
    userId = (body['user'] as { id: string }).id;
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const waitUntilHealed = async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      const statuses = [(await readMe()).status, (await writeMe()).status, (await signIn()).status];
      if (statuses.every((status) => status === 200)) return;
      await setTimeout(50);
    }
    throw new Error('did not heal');
  };

  const expectUnavailable = (answer: Answer) => {
    expect(answer).toMatchObject({ status: 503, body: { code: 'database.unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('2');
  };

  it('ends a row scope with its transaction', async () => {
    const scope = app.nest.get(RowScope);
    const count = async (manager: EntityManager) =>
      Number((await manager.query<{ n: string }[]>('SELECT count(*) AS n FROM users'))[0]?.n);
    const stranger = '01a20664-0467-7229-a31d-dff623e0fbce';

    // One after the other they get the same connection back from the pool.
    expect(await scope.run(userId, count)).toBe(1);
    expect(await count(scope['dataSource'].manager)).toBe(0);
    expect(await scope.run(stranger, count)).toBe(0);
  });

  it('shows nobody another’s row: 50 users × 80 interleaved scopes, every third read without one', async () => {
    const scope = app.nest.get(RowScope);
    const owners = await Promise.all(
      Array.from({ length: 50 }, () =>
        database.rows(`INSERT INTO users (phone_number, clerk_user_id, referral_code)
        VALUES ('+919' || lpad((random() * 999999999)::int::text, 9, '0'), 'user_' || replace(new_id()::text, '-', ''),
          'BP-' || translate(substr(md5(random()::text), 1, 9), '01abcdef', '23ABCDEF')) RETURNING id`),
      ),
    );
    const idsSeen = (manager: EntityManager) => manager.query<{ id: string }[]>('SELECT id FROM users');
    const reads = Array.from({ length: 80 }, () => owners.map(([owner]) => String(owner?.['id']))).flat();
    const wrong: unknown[] = [];
    const readOn = async () => {
      for (let id = reads.pop(); id !== undefined; id = reads.pop()) {
        const isScoped = reads.length % 3 !== 0;
        const seen = await (isScoped
          ? scope.run(id, idsSeen)
          : scope.callUnscoped<{ id: string }>('SELECT id FROM users', []));
        if (seen.map((row) => row.id).join() !== (isScoped ? id : '')) wrong.push({ id, seen });
      }
    };
    // Twice as many readers as connections, so that each connection goes from hand to hand.
    await Promise.all(Array.from({ length: 10 }, readOn));
    expect(wrong).toEqual([]);
  }, 60_000);

  it('gives the connections of both pools their time limits', async () => {
    const limits = `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
      current_setting('idle_in_transaction_session_timeout') AS idle`;
    const expected = [{ statement: '2s', lock: '1500ms', idle: '10s' }];
    expect(await app.nest.get(RowScope).callUnscoped(limits, [])).toEqual(expected);
    expect(await app.nest.get(HotStatements)['run']('limits', limits, [])).toEqual(expected);
  });

  it('waits for no answer of a server that has none', async () => {
    const pools: (() => Promise<unknown>)[] = [
      () => app.nest.get(RowScope).callUnscoped('SELECT 1', []),
      () => app.nest.get(HotStatements)['run']('one', 'SELECT 1', []),
    ];
    // From here on each pool has a connection of which it believes that it is well.
    await Promise.all(pools.map((ask) => ask()));
    const goOn = await database.freeze();
    try {
      const answers = await Promise.allSettled(pools.map((ask) => ask()));
      const reasons = answers.map((answer) => answer.status === 'rejected' && String(answer.reason));
      expect(reasons).toEqual(pools.map((): unknown => expect.stringMatching(/Query read timeout/)));
    } finally {
      goOn();
    }
    await waitUntilHealed();
  }, 30_000);

  it('answers 503 to who waits for a locked table within two seconds, and lets the others through', async () => {
    const unlock = await database.lock('users');
    const started = performance.now();
    const waiting = Promise.all(
      [signIn, readMe, writeMe].map(async (ask) => ({
        answer: await ask(),
        took: performance.now() - started,
      })),
    );
    const took: number[] = [];
    for (let n = 0; n < 100; n += 1) {
      const asked = performance.now();
      const answer = await (n % 2 === 0
        ? app.request('GET', '/health/live')
        : app.request('GET', '/users/me', { token: 'a.b.c' }));
      expect(answer.status).toBe(n % 2 === 0 ? 200 : 401);
      took.push(performance.now() - asked);
    }
    expect(took.toSorted((a, b) => a - b)[98]).toBeLessThan(2_000);
    for (const { answer, took } of await waiting) {
      expectUnavailable(answer);
      expect(took).toBeLessThan(5_000);
    }
    await unlock();
    expect((await readMe()).status).toBe(200);
    expect(app.logLines.filter((line) => line.includes('lock timeout'))).not.toEqual([]);
  }, 15_000);

  it('answers 503 within three seconds when every connection is taken', async () => {
    const unlock = await database.lock('users');
    const started = performance.now();
    const answers = await Promise.all(Array.from({ length: 40 }, readMe));
    answers.forEach(expectUnavailable);
    expect(performance.now() - started).toBeLessThan(8_000);
    await unlock();
  }, 15_000);

  it.each(['a crash', 'a restart'])(
    'survives %s under load with nothing but 503, and heals',
    async (fault) => {
      const answers: Answer[] = [];
      let isOver = false;
      const load = Array.from({ length: 8 }, async (_, index) => {
        // The bound ends the load when an expectation below fails.
        for (const end = performance.now() + 20_000; !isOver && performance.now() < end;) {
          answers.push(await [readMe, signIn, writeMe][index % 3]!());
          await setTimeout(5);
        }
      });
      await setTimeout(200);
      if (fault === 'a crash') await database.server.kill();
      await setTimeout(300);
      await database.server.restart();
      const up = performance.now();
      while ((await readMe()).status !== 200 || (await writeMe()).status !== 200) await setTimeout(50);
      expect(performance.now() - up).toBeLessThan(10_000);
      isOver = true;
      await Promise.all(load);

      const failed = answers.filter(({ status }) => status !== 200);
      failed.forEach(expectUnavailable);
      expect(failed.length).toBeGreaterThan(0);
      expect((await signIn()).status).toBe(200);
    },
    30_000,
  );

  it('keeps serving bad tokens and health while the database is gone', async () => {
    await database.server.kill();
    expect((await app.request('GET', '/users/me', { token: 'a.b.c' })).status).toBe(401);
    expect((await app.request('GET', '/health/live')).status).toBe(200);
    expectUnavailable(await readMe());
    expectUnavailable(await signIn());
    expectUnavailable(await writeMe());
    expectUnavailable(await app.request('GET', '/health/ready'));
    await database.server.restart();
    await waitUntilHealed();
  }, 30_000);
});
