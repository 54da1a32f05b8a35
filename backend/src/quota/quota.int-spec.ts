import { randomUUID } from 'node:crypto';
import { anAccount } from '../../test/builders/an-account.js';
import { countQueries } from '../../test/count-queries.js';
import { type Answer, TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { QuotaModule } from './quota.module.js';
import { QuotaService } from './quota.service.js';

describe(QuotaModule.name, () => {
  let database: TestDatabase;
  let app: TestApp;
  let people = 0;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  afterEach(() => clockAt('now()'));

  const clockAt = (clock: string) =>
    database.rows(
      `CREATE OR REPLACE FUNCTION present() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT ${clock} $$`,
    );

  async function aShop(columns: Record<string, unknown> = {}): Promise<{ id: string; token: string }> {
    people += 1;
    const shop = await anAccount(app, database, {
      id: `user_${people}`,
      phoneNumber: `+9197${String(10_000_000 + people)}`,
    });
    for (const [column, value] of Object.entries(columns)) {
      await database.rows(`UPDATE users SET ${column} = $1 WHERE id = $2`, [value, shop.id]);
    }
    return shop;
  }

  const mine = (token: string) => app.request('GET', '/quota/me', { token });
  const consume = (token: string, upload: string) =>
    app.request('PUT', `/quota/uploads/${upload}`, { token });
  const statusesOf = (answers: Answer[], status: number) =>
    answers.filter((answer) => answer.status === status);

  it('shows the month, what is used, and what the limit is made of', async () => {
    await clockAt(`timestamptz '2026-11-25T12:00:00Z'`);
    const asha = await aShop({
      monthly_upload_limit: 27,
      uploads_used_this_month: 9,
      uploads_month: '2026-11-01',
    });
    const ravi = await aShop();
    await database.rows(
      `WITH joined AS (INSERT INTO referrals (referrer_id, referee_id) VALUES ($1, $2) RETURNING id)
       INSERT INTO upload_grants (user_id, referral_id, side, uploads) SELECT $1, id, 'referrer', 5 FROM joined`,
      [asha.id, ravi.id],
    );
    const answer = await mine(asha.token);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      month: '2026-11-01',
      used: 9,
      limit: 27,
      parts: { plan: 'free', planUploads: 20, referralUploads: 5, adjustment: 2 },
      monthTurnsAt: '2026-11-30T18:30:00.000Z',
    });
  });

  it('counts an upload once, however its id is written and however often it is sent', async () => {
    const { token } = await aShop();
    const upload = randomUUID();
    const first = await consume(token, upload);
    expect(first).toMatchObject({ status: 200, body: { used: 1, limit: 20 } });
    expect(Object.keys(first.body).sort()).toEqual(['limit', 'month', 'monthTurnsAt', 'parts', 'used']);
    for (const again of [upload, upload.toUpperCase()]) {
      expect(await consume(token, again)).toMatchObject({ status: 200, body: { used: 1 } });
    }
    expect((await consume(token, randomUUID())).body).toMatchObject({ used: 2 });
    expect((await app.request('GET', '/users/me', { token })).body).toMatchObject({
      documentsUploaded: 2,
      uploadsUsedThisMonth: 2,
    });
  });

  it('asks the database twice for an upload: who it is, and to count', async () => {
    const { token } = await aShop();
    const { queries } = await countQueries(() => consume(token, randomUUID()));
    expect(queries).toHaveLength(2);
  });

  it('refuses what goes beyond the limit, and says when it opens again', async () => {
    await clockAt(`timestamptz '2026-12-31T18:29:00Z'`);
    const { token } = await aShop({ monthly_upload_limit: 1 });
    const upload = randomUUID();
    await consume(token, upload);
    const refused = await consume(token, randomUUID());
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'quota.exceeded', opensAt: '2026-12-31T18:30:00.000Z' },
    });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await consume(token, upload)).toMatchObject({ status: 200, body: { used: 1 } });
    await clockAt(`timestamptz '2026-12-31T18:30:00Z'`);
    expect(await mine(token)).toMatchObject({ body: { month: '2027-01-01', used: 0 } });
    expect(await consume(token, randomUUID())).toMatchObject({ status: 200, body: { used: 1 } });
  });

  it('lets 20 of 200 at once pass where 20 are left', async () => {
    const { token } = await aShop();
    const answers = await Promise.all(Array.from({ length: 200 }, () => consume(token, randomUUID())));
    expect(statusesOf(answers, 200)).toHaveLength(20);
    const refused = statusesOf(answers, 429);
    expect(refused).toHaveLength(180);
    const turn = (await mine(token)).body['monthTurnsAt'];
    for (const { body, headers } of refused) {
      expect(body).toMatchObject({ code: 'quota.exceeded', opensAt: turn });
      const wait = Number(headers.get('retry-after')) * 1000;
      expect(Math.abs(Date.now() + wait - Date.parse(String(turn)))).toBeLessThan(30_000);
    }
    expect((await mine(token)).body).toMatchObject({ used: 20 });
  });

  it('lets nobody learn of, or use, another account’s uploads', async () => {
    const [asha, ravi] = [await aShop(), await aShop()];
    const upload = randomUUID();
    await consume(asha.token, upload);
    const [known, unknown] = [await consume(ravi.token, upload), await consume(ravi.token, randomUUID())];
    expect([known.status, known.body['used']]).toEqual([200, 1]);
    expect([unknown.status, unknown.body['used']]).toEqual([200, 2]);
    expect((await mine(asha.token)).body).toMatchObject({ used: 1 });
  });

  it('asks for a token, and for an id that is one', async () => {
    const { token } = await aShop();
    expect((await app.request('GET', '/quota/me')).status).toBe(401);
    expect((await app.request('PUT', `/quota/uploads/${randomUUID()}`)).status).toBe(401);
    expect(await consume(token, 'invoice-7')).toMatchObject({
      status: 404,
      body: { code: 'request.not_found' },
    });
    expect((await mine(token)).body).toMatchObject({ used: 0 });
  });

  it('is for accounts that are alive', async () => {
    const { id } = await aShop({ blocked_at: new Date() });
    const quota = app.nest.get(QuotaService, { strict: false });
    await expect(quota.consume(id, randomUUID())).rejects.toMatchObject({ code: 'auth.unauthorized' });
    await expect(quota.stateOf(id)).rejects.toMatchObject({ code: 'auth.unauthorized' });
  });

  it('gives a unit back once, and lets nobody upload for nothing under its id', async () => {
    const { id, token } = await aShop();
    const upload = randomUUID();
    await consume(token, upload);
    const quota = app.nest.get(QuotaService, { strict: false });
    await quota.giveBack(id, upload);
    await expect(quota.giveBack(id, upload)).rejects.toMatchObject({ code: 'quota.given_back' });
    await expect(quota.giveBack(id, randomUUID())).rejects.toMatchObject({ code: 'request.not_found' });
    expect((await mine(token)).body).toMatchObject({ used: 0 });
    expect(await consume(token, upload)).toMatchObject({ status: 409, body: { code: 'quota.given_back' } });
    expect((await mine(token)).body).toMatchObject({ used: 0 });
  });

  it('keeps nobody else waiting while one account is locked', async () => {
    const [asha, ravi] = [await aShop(), await aShop()];
    const unlock = await database.lockUser(asha.id);
    const stuck = Array.from({ length: 20 }, () => consume(asha.token, randomUUID()));
    await database.untilLocked('consume_upload(', 2);
    // One after the other, while those that are stuck take whatever connection they may.
    const others = [];
    for (let n = 0; n < 20; n += 1) others.push(await app.request('GET', '/users/me', { token: ravi.token }));
    expect(statusesOf(others, 200)).toHaveLength(20);
    expect(await database.countLocked('consume_upload(')).not.toBe(0);
    const answers = await Promise.all(stuck);
    await unlock();
    expect(statusesOf(answers, 503)).toHaveLength(20);
    expect((await consume(asha.token, randomUUID())).body).toMatchObject({ used: 1 });
  }, 20_000);
});
