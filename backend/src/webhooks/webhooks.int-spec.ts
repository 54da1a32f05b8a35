import { Webhook } from 'standardwebhooks';
import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { answerJson, type FakeClerkUser, toClerkJson } from '../../test/fakes/clerk-fake.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { WebhooksController } from './webhooks.controller.js';

const SECRET = `whsec_${Buffer.from('a webhook secret of 24 b').toString('base64')}`;
const NEXT_SECRET = `whsec_${Buffer.from('the secret that follows!').toString('base64')}`;
const STRANGE_SECRET = `whsec_${Buffer.from('a secret of nobody here.').toString('base64')}`;

describe(WebhooksController.name, () => {
  let database: TestDatabase;
  let app: TestApp;
  let deliveries = 0;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      variables: { CLERK_WEBHOOK_SIGNING_SECRET: `${SECRET},${NEXT_SECRET}` },
    });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  interface Delivery {
    id?: string;
    at?: Date;
    secret?: string;
    /** What is sent in the place of what was signed. */
    sent?: string;
    headers?: Record<string, string>;
  }

  function deliver(type: string, data: unknown, { sent, headers, ...delivery }: Delivery = {}) {
    deliveries += 1;
    const { id = `msg_${deliveries}`, at = new Date(), secret = SECRET } = delivery;
    const body = JSON.stringify({ object: 'event', type, data, timestamp: at.getTime() });
    return app.request('POST', '/webhooks/clerk', {
      body: sent ?? body,
      headers: {
        'svix-id': id,
        'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
        'svix-signature': new Webhook(secret).sign(id, at, body),
        ...headers,
      },
    });
  }

  async function signIn(owner: FakeClerkUser = anOwner(), sid = `sess_${owner.id}`) {
    app.clerk.knows(owner);
    const answer = await app.exchange(aClerkToken(app.clerk.key, owner.id, { claims: { sid } }), {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
    });
    const id = (answer.body['user'] as { id: string } | undefined)?.id ?? '';
    return { owner, id, answer, token: String(answer.body['token']) };
  }

  const rowOf = async (id: string) => (await database.rows('SELECT * FROM users WHERE id = $1', [id]))[0];
  const [NOON, ONE, TWO] = [12, 13, 14].map((hour) => Date.UTC(2026, 10, 20, hour));
  const updated = (owner: FakeClerkUser, delivery?: Delivery) =>
    deliver('user.updated', toClerkJson(owner), delivery);

  it('lets a session token made before a change neither take the old number back nor pass a ban', async () => {
    const { owner, id } = await signIn({ ...anOwner(), updatedAt: NOON! });
    const claims = { phone: owner.phoneNumber, phone_verified: true };
    const stale = aClerkToken(app.clerk.key, owner.id, { claims });
    const attempt = () => app.exchange(stale, { phoneNumber: owner.phoneNumber, clerkUserId: owner.id });
    const later = Date.now() + 60_000;

    const moved = { ...owner, phoneNumber: '+919811111112', updatedAt: later };
    app.clerk.knows(moved);
    await updated(moved);
    expect(await attempt()).toMatchObject({ status: 403, body: { code: 'auth.identity_mismatch' } });
    expect(await rowOf(id)).toMatchObject({ phone_number: '+919811111112' });

    const banned = { ...owner, banned: true, updatedAt: later + 1 };
    app.clerk.knows(banned);
    await updated(banned);
    expect(await attempt()).toMatchObject({ status: 401 });
  });

  it('asks to try again when news comes faster than Clerk answers the sign-in', async () => {
    const { owner, id } = await signIn({ ...anOwner(), updatedAt: NOON! });
    const phoneNumber = '+919811111113';
    app.clerk.knows({ ...owner, phoneNumber, updatedAt: ONE! });
    await database.rows(`UPDATE users SET clerk_state_at = now() + interval '1 minute' WHERE id = $1`, [id]);
    const attempt = () =>
      app.exchange(aClerkToken(app.clerk.key, owner.id), { phoneNumber, clerkUserId: owner.id });
    expect(await attempt()).toMatchObject({ status: 503, body: { code: 'auth.clerk_unavailable' } });

    // Newer than the look-up's `updated_at`, as after a reconciliation, but older than the look-up.
    await database.rows(`UPDATE users SET clerk_state_at = now() - interval '1 minute' WHERE id = $1`, [id]);
    expect(await attempt()).toMatchObject({ status: 200, body: { user: { id, phoneNumber } } });
  });

  it('takes the new number of a Clerk user: the old token shows it at once', async () => {
    const { owner, id, token } = await signIn({ ...anOwner(), updatedAt: NOON! });
    const moved = { ...owner, phoneNumber: '+919811111111', updatedAt: ONE! };
    expect(await updated(moved)).toMatchObject({ status: 200, body: { outcome: 'phone_changed' } });
    const me = await app.request('GET', '/users/me', { token });
    expect(me).toMatchObject({ status: 200, body: { id, phoneNumber: '+919811111111' } });
  });

  it('takes the number the owner gave up from the Clerk user, and no other', async () => {
    const { owner } = await signIn({ ...anOwner(), updatedAt: NOON! });
    const old = owner.phoneNumber;
    app.clerk.deletedNumbers.length = 0;
    const moved = { ...owner, phoneNumber: '+919877777777', updatedAt: ONE! };
    await updated({ ...moved, secondNumber: '+919888888888' });
    expect(app.clerk.deletedNumbers).toEqual([]);
    await updated({ ...moved, secondNumber: old, secondNumberAddedAt: Date.now() + 60_000 });
    expect(app.clerk.deletedNumbers).toEqual([]);
    await updated({ ...moved, secondNumber: old, updatedAt: TWO! });
    expect(app.clerk.deletedNumbers).toEqual(['idn_1']);
  });

  it('is asked again while Clerk does not take that number', async () => {
    const { owner } = await signIn({ ...anOwner(), updatedAt: NOON! });
    const moved = {
      ...owner,
      phoneNumber: '+919899999999',
      secondNumber: owner.phoneNumber,
      updatedAt: ONE!,
    };
    app.clerk.answerUsers = answerJson(500, { errors: [] });
    expect(await updated(moved, { id: 'msg_number_left' })).toMatchObject({
      status: 503,
      body: { code: 'auth.clerk_unavailable' },
    });
    app.clerk.answerUsers = null;
    app.clerk.deletedNumbers.length = 0;
    expect(await updated(moved, { id: 'msg_number_left' })).toMatchObject({ body: { outcome: 'duplicate' } });
    expect(app.clerk.deletedNumbers).toEqual(['idn_1']);
  });

  it('ignores what is older than what it has, however late it comes', async () => {
    const { owner, id } = await signIn({ ...anOwner(), updatedAt: NOON! });
    await updated({ ...owner, phoneNumber: '+919822222222', updatedAt: TWO! });
    const late = await updated({ ...owner, phoneNumber: '+919833333333', updatedAt: ONE! });
    expect(late).toMatchObject({ status: 200, body: { outcome: 'stale' } });
    expect(await rowOf(id)).toMatchObject({ phone_number: '+919822222222' });
  });

  it('has one effect of fifty deliveries of the same event', async () => {
    const { owner, id } = await signIn({ ...anOwner(), updatedAt: NOON! });
    const moved = { ...owner, phoneNumber: '+919844444444', updatedAt: ONE! };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => updated(moved, { id: 'msg_fifty_times' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.filter(({ body }) => body['outcome'] === 'phone_changed')).toHaveLength(1);
    const history = await database.rows('SELECT FROM phone_history WHERE user_id = $1', [id]);
    expect(history).toHaveLength(1);
  });

  it('ends the tokens of a deleted user at once, and what comes later brings nothing back', async () => {
    const { owner, id, token } = await signIn({ ...anOwner(), updatedAt: NOON! });
    const gone = { object: 'user', id: owner.id, deleted: true };
    expect(await deliver('user.deleted', gone)).toMatchObject({ body: { outcome: 'deleted' } });
    expect((await app.request('GET', '/users/me', { token })).status).toBe(401);
    expect(await rowOf(id)).toMatchObject({ clerk_user_id: null, erase_after: expect.any(Date) });

    expect(await updated({ ...owner, updatedAt: TWO! })).toMatchObject({ body: { outcome: 'unknown' } });
    const late = await signIn(owner);
    expect(late.answer).toMatchObject({ status: 401, body: { code: 'auth.unauthorized' } });
    expect(await rowOf(id)).toMatchObject({ clerk_user_id: null, erase_after: expect.any(Date) });
  });

  it.each([
    ['that the number is no longer verified', { verified: false }],
    ['a number of another country', { phoneNumber: '+14155550100' }],
  ])('does not let somebody in unasked after hearing %s', async (_case, changes) => {
    const { owner, id, token } = await signIn({ ...anOwner(), updatedAt: NOON! });
    expect(await updated({ ...owner, ...changes, updatedAt: ONE! })).toMatchObject({
      body: { outcome: 'unverified' },
    });
    expect((await app.request('GET', '/users/me', { token })).status).toBe(401);
    expect(await rowOf(id)).toMatchObject({ phone_number: owner.phoneNumber, phone_verified: false });
  });

  it('makes no account', async () => {
    const before = await database.contents('webhook_deliveries');
    expect(await updated(anOwner())).toMatchObject({ status: 200, body: { outcome: 'unknown' } });
    expect(await database.contents('webhook_deliveries')).toBe(before);
  });

  it.each([
    ['user.created', { id: 'user_1' }],
    ['session.ended', { id: 'sess_1', user_id: 'user_1' }],
    ['sms.created', { id: 'sms_1' }],
    ['something.new', null],
    ['user.updated', { id: 'user_without_numbers' }],
    ['user.deleted', {}],
  ])('ignores %s with %j', async (type, data) => {
    const before = await database.contents();
    expect(await deliver(type, data)).toMatchObject({ status: 200, body: { outcome: 'ignored' } });
    expect(await database.contents()).toBe(before);
  });

  it.each([
    ['the secret of now', SECRET],
    ['the secret that follows', NEXT_SECRET],
  ])('takes what %s signed', async (_case, secret) => {
    expect((await deliver('session.ended', {}, { secret })).status).toBe(200);
  });

  it('takes the one good signature of several', async () => {
    const id = 'msg_several';
    const at = new Date();
    const body = JSON.stringify({ type: 'session.ended', data: {} });
    const signatures = [STRANGE_SECRET, SECRET].map((secret) => new Webhook(secret).sign(id, at, body));
    const answer = await app.request('POST', '/webhooks/clerk', {
      body,
      headers: {
        'svix-id': id,
        'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
        'svix-signature': `v0,nonsense ${signatures.join(' ')}`,
      },
    });
    expect(answer.status).toBe(200);
  });

  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  it.each([
    ['a strange secret', { secret: STRANGE_SECRET }],
    ['an edited body', { sent: '{"type":"user.deleted","data":{"id":"user_1"}}' }],
    ['a body written anew', { sent: '{ "object": "event" }' }],
    ['a time of six minutes ago', { at: minutesAgo(6) }],
    ['a time six minutes to come', { at: minutesAgo(-6) }],
    ['another id', { headers: { 'svix-id': 'msg_other' } }],
    ['another time', { headers: { 'svix-timestamp': '1' } }],
    ['no signature', { headers: { 'svix-signature': '' } }],
    ['a signature that is none', { headers: { 'svix-signature': 'v1,!!!' } }],
  ] satisfies [string, Delivery][])('refuses %s and stores nothing', async (_case, delivery) => {
    const { owner } = await signIn();
    const before = await database.contents();
    expect(await deliver('user.deleted', { id: owner.id }, delivery)).toMatchObject({
      status: 400,
      body: { code: 'webhook.signature_invalid' },
    });
    expect(await database.contents()).toBe(before);
  });

  it('takes a time of four minutes ago', async () => {
    expect((await deliver('session.ended', {}, { at: minutesAgo(4) })).status).toBe(200);
  });

  it.each([
    ['no JSON', '{', 400, 'request.malformed'],
    ['65 KiB', JSON.stringify({ data: 'x'.repeat(66_000) }), 413, 'request.too_large'],
  ])('refuses %s before it looks at the signature', async (_case, sent, status, code) => {
    expect(await deliver('user.updated', {}, { sent })).toMatchObject({ status, body: { code } });
  });

  it('asks Clerk to send it again while the database is away', async () => {
    const { owner, id } = await signIn({ ...anOwner(), updatedAt: NOON! });
    const moved = { ...owner, phoneNumber: '+919855555555', updatedAt: ONE! };
    const unlock = await database.lock('webhook_deliveries');
    const answer = await updated(moved, { id: 'msg_again' });
    expect(answer).toMatchObject({ status: 503, body: { code: 'database.unavailable' } });
    await unlock();
    expect(await rowOf(id)).toMatchObject({ phone_number: owner.phoneNumber });
    expect(await updated(moved, { id: 'msg_again' })).toMatchObject({ body: { outcome: 'phone_changed' } });
  });

  it('is not open without a secret', async () => {
    const closed = await TestApp.start({ databaseUrl: database.server.apiUrl });
    const answer = await closed.request('POST', '/webhooks/clerk', { body: {} });
    expect(answer).toMatchObject({ status: 503, body: { code: 'webhook.not_configured' } });
    await closed.stop();
  });

  it('logs what it did to whose account, and no number', async () => {
    const { owner } = await signIn({ ...anOwner(), updatedAt: NOON! });
    await updated({ ...owner, phoneNumber: '+919866666666', updatedAt: ONE! }, { id: 'msg_logged' });
    const line = app.logLines.find((text) => text.includes('msg_logged')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      type: 'user.updated',
      outcome: 'phone_changed',
      clerkUserId: owner.id,
    });
    expect(app.logLines.join('')).not.toContain('9866666666');

    await deliver('user.deleted', { id: owner.id, deleted: true }, { id: 'msg_deletion_logged' });
    const deletion = app.logLines.find((text) => text.includes('msg_deletion_logged')) ?? '';
    expect(JSON.parse(deletion)).toMatchObject({ outcome: 'deleted', clerkUserId: owner.id });
  });

  it('logs nobody’s id for what it ignores: that of a session is no user’s', async () => {
    await deliver('session.ended', { id: 'sess_of_somebody' }, { id: 'msg_ignored_logged' });
    const line = app.logLines.find((text) => text.includes('msg_ignored_logged')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ outcome: 'ignored' });
    expect(JSON.parse(line)).not.toHaveProperty('clerkUserId');
  });
});
