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

  beforeEach(async () => {
    receiver = new WebhookReceiver(WEBHOOK_SECRET);
    webhookUrl = await receiver.listen();
    clerk = await startScratchClerk({
      webhookUrl,
      webhookSecret: WEBHOOK_SECRET,
      settings: { webhookRetryMs: 5 },
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

    await receiver.received(2);
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

  it('are not sent without a receiver', async () => {
    clerk.change({ webhookUrl: null });

    await backend().users.createUser({ phoneNumber: ['+919000000007'] });

    expect(await pending()).toEqual([]);
  });

  async function pending(): Promise<unknown[]> {
    const answer = await fetch(`${clerk.url}/_dev/webhooks`);
    return ((await answer.json()) as { pending: unknown[] }).pending;
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
