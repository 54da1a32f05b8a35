import { setTimeout as delay } from 'node:timers/promises';
import { createClerkClient } from '@clerk/backend';
import { startClerk } from './server.ts';
import { HttpBrowser } from './test/http-browser.ts';
import { discard, startScratchClerk, type ScratchClerk } from './test/scratch-clerk.ts';
import { WebhookReceiver } from './test/webhook-receiver.ts';

const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret for these tests').toString('base64')}`;

describe('webhooks', () => {
  let clerk: ScratchClerk;
  let receiver: WebhookReceiver;
  let webhookUrl: string;
  let said: string[];

  beforeEach(async () => {
    said = [];
    receiver = new WebhookReceiver(WEBHOOK_SECRET);
    webhookUrl = await receiver.listen();
    clerk = await startScratchClerk({
      webhookUrl,
      webhookSecret: WEBHOOK_SECRET,
      settings: { webhookRetryMs: 5 },
      log: (line) => said.push(line),
    });
  });
  afterEach(async () => {
    await receiver.close();
    await discard(clerk);
  });

  function backend(): ReturnType<typeof createClerkClient> {
    return createClerkClient({
      secretKey: clerk.secretKey,
      apiUrl: clerk.url,
      telemetry: { disabled: true },
    });
  }

  /** The newest `count` events by type; they may come in any order. */
  async function eventsAfter(act: () => Promise<unknown>, count: number) {
    const before = receiver.events.length;
    await act();
    const events = (await receiver.received(before + count)).slice(before);
    return Object.fromEntries(events.map(({ type, data }) => [type, data]));
  }

  it('tell of a sign-up and a sign-out', async () => {
    const asha = new HttpBrowser(clerk.url);
    let ids = { userId: '', sessionId: '' };

    const atSignUp = await eventsAfter(async () => (ids = await asha.signUp('+919000000001')), 2);
    const atSignOut = await eventsAfter(() => asha.signOut(), 1);

    expect(atSignUp).toEqual({
      'user.created': expect.objectContaining({ id: ids.userId, private_metadata: {} }) as unknown,
      'session.created': expect.objectContaining({ id: ids.sessionId, user_id: ids.userId }) as unknown,
    });
    expect(atSignOut['session.removed']).toMatchObject({ id: ids.sessionId, status: 'removed' });
  });

  it('tell of what the backend does to users and sessions', async () => {
    const asha = new HttpBrowser(clerk.url);
    const { userId, sessionId } = await asha.signUp('+919000000002');
    await receiver.received(2);
    const { phoneNumbers, sessions, users } = backend();

    const atRevoke = await eventsAfter(() => sessions.revokeSession(sessionId), 1);
    await sessions.revokeSession(sessionId);
    const atChange = await eventsAfter(
      () =>
        phoneNumbers.createPhoneNumber({
          userId,
          phoneNumber: '+919000000003',
          verified: true,
          primary: true,
        }),
      1,
    );
    const atDelete = await eventsAfter(() => users.deleteUser(userId), 1);

    expect(atRevoke['session.revoked']).toMatchObject({ id: sessionId, status: 'revoked' });
    const updated = atChange['user.updated'] as {
      primary_phone_number_id: string;
      phone_numbers: { id: string }[];
    };
    expect(updated.phone_numbers[1]).toMatchObject({
      id: updated.primary_phone_number_id,
      phone_number: '+919000000003',
      verification: { status: 'verified' },
    });
    expect(atDelete['user.deleted']).toEqual({ object: 'user', id: userId, deleted: true });
  });

  it('are sent again, under the same id, until they are taken', async () => {
    const answers = [500, 302, 404];
    receiver.answer = () => answers.shift() ?? 200;

    await backend().users.createUser({ phoneNumber: ['+919000000004'] });

    const ids = (await receiver.received(4)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    await expect(pendingAfterLast()).resolves.toEqual([]);
  });

  it('do not keep a request waiting for a receiver that hangs', async () => {
    receiver.answer = () => 'never';

    await new HttpBrowser(clerk.url).signUp('+919000000005');

    await receiver.received(1);
  });

  it('outlive a restart', async () => {
    receiver.answer = () => 'never';
    await backend().users.createUser({ phoneNumber: ['+919000000006'] });
    const [first] = await receiver.received(1);
    await clerk.stop();
    receiver.answer = () => 200;

    const restarted = await startClerk({
      port: 0,
      dataDir: clerk.dataDir,
      webhookUrl,
      webhookSecret: WEBHOOK_SECRET,
    });
    Object.assign(clerk, restarted);

    expect((await receiver.received(2))[1]).toEqual(first);
  });

  it('wait for a receiver that is not up yet, and say so in one line', async () => {
    await receiver.close();
    await backend().users.createUser({ phoneNumber: ['+919000000008'] });
    await saidOnce(/Webhooks wait: .* does not answer/);
    await attempted(5);

    await receiver.listen(Number(new URL(webhookUrl).port));

    expect((await receiver.received(1))[0]?.type).toBe('user.created');
    await saidOnce(/Webhooks reach .* again/);
    expect(said).toHaveLength(2);
  });

  it('come in order for one user, also when the first is refused at first', async () => {
    const answers = [500, 503];
    receiver.answer = () => answers.shift() ?? 200;

    await new HttpBrowser(clerk.url).signUp('+919000000009');

    expect((await receiver.received(4)).map(({ type }) => type)).toEqual([
      'user.created',
      'user.created',
      'user.created',
      'session.created',
    ]);
    expect(said).toEqual([expect.stringMatching(/user\.created\) was answered 500; it is sent again/)]);
  });

  it('do not hold up those of another user', async () => {
    receiver.answer = () => 'never';
    await backend().users.createUser({ phoneNumber: ['+919000000010'] });
    await receiver.received(1);

    const other = await backend().users.createUser({ phoneNumber: ['+919000000011'] });

    expect((await receiver.received(2))[1]?.data['id']).toBe(other.id);
  });

  it('are given up in the end when the receiver never takes them, and the next is sent', async () => {
    clerk.change({ webhookRetryMs: 1, webhookLongestWaitMs: 5 });
    receiver.answer = () => (receiver.events.at(-1)?.type === 'user.created' ? 400 : 200);

    await new HttpBrowser(clerk.url).signUp('+919000000012');

    const types = (await receiver.received(21)).map(({ type }) => type);
    expect(types.filter((type) => type === 'user.created')).toHaveLength(20);
    expect(types.at(-1)).toBe('session.created');
    expect(said.at(-1)).toMatch(/user\.created\) was never taken and is given up/);
  });

  it('can come twice, under one id', async () => {
    clerk.change({ webhookCopies: 2 });

    await backend().users.createUser({ phoneNumber: ['+919000000013'] });

    const [first, second] = await receiver.received(2);
    expect(second).toEqual(first);
  });

  it('can come late and in the wrong order', async () => {
    clerk.change({ webhookDelayMs: 300, webhookOrder: 'newest-first' });

    await new HttpBrowser(clerk.url).signUp('+919000000014');

    expect((await receiver.received(2)).map(({ type }) => type)).toEqual(['session.created', 'user.created']);
  });

  it('tell of every change of the number, each later than the one before', async () => {
    const asha = new HttpBrowser(clerk.url);
    await asha.signUp('+919000000015');
    await receiver.received(2);

    const added = await asha.post('/v1/me/phone_numbers/', { phone_number: '+919000000016' });
    const id = String(added.body.response?.['id']);
    const path = `/v1/me/phone_numbers/${id}`;
    await asha.post(`${path}/prepare_verification`, { strategy: 'phone_code' });
    await asha.post(`${path}/attempt_verification`, { code: '424242' });
    await asha.post('/v1/me?_method=PATCH', { primary_phone_number_id: id });
    const old = (await receiver.received(5))[4]?.data['phone_numbers'] as { id: string }[];
    await asha.post(`/v1/me/phone_numbers/${old[0]?.id ?? ''}?_method=DELETE`);

    const updates = (await receiver.received(6)).slice(2);
    expect(updates.map(({ type }) => type)).toEqual(Array(4).fill('user.updated'));
    const times = updates.map(({ data }) => Number(data['updated_at']));
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(updates[3]?.data).toMatchObject({
      primary_phone_number_id: id,
      phone_numbers: [{ id, phone_number: '+919000000016', verification: { status: 'verified' } }],
    });
  });

  it('keep their order over a restart', async () => {
    receiver.answer = () => 'never';
    await new HttpBrowser(clerk.url).signUp('+919000000017');
    await receiver.received(1);
    await clerk.stop();
    receiver.answer = () => 200;

    const { dataDir } = clerk;
    const options = { port: 0, dataDir, webhookUrl, webhookSecret: WEBHOOK_SECRET };
    Object.assign(clerk, await startClerk(options));

    const types = (await receiver.received(3)).map(({ type }) => type);
    expect(types.slice(1)).toEqual(['user.created', 'session.created']);
  });

  it('are not sent without a receiver', async () => {
    clerk.change({ webhookUrl: null });

    await backend().users.createUser({ phoneNumber: ['+919000000007'] });

    expect(await pending()).toEqual([]);
  });

  async function pending(): Promise<{ attempts: number }[]> {
    const answer = await fetch(`${clerk.url}/_dev/webhooks`);
    return ((await answer.json()) as { pending: { attempts: number }[] }).pending;
  }

  /** Resolves once the webhook that waits was tried so often. */
  async function attempted(times: number): Promise<void> {
    while (((await pending())[0]?.attempts ?? 0) < times) await delay(5);
  }

  async function saidOnce(line: RegExp): Promise<void> {
    while (!said.some((it) => line.test(it))) await delay(5);
    expect(said.filter((it) => line.test(it))).toHaveLength(1);
  }

  /** The sender reads the last answer a moment after the receiver gave it. */
  async function pendingAfterLast(): Promise<unknown[]> {
    for (let look = 0; look < 100; look += 1) {
      const waiting = await pending();
      if (waiting.length === 0) return waiting;
    }
    return pending();
  }
});
