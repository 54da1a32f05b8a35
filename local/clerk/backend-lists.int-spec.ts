import { createClerkClient } from '@clerk/backend';
import { HttpBrowser } from './test/http-browser.ts';
import { discard, startScratchClerk, type ScratchClerk } from './test/scratch-clerk.ts';

const USERS = 7;

describe('lists of the Backend API for @clerk/backend', () => {
  let clerk: ScratchClerk;
  let clerkClient: ReturnType<typeof createClerkClient>;
  let oldestFirst: string[];

  beforeAll(async () => {
    clerk = await startScratchClerk({
      settings: { createsPer10Seconds: 0, attemptsPer10Seconds: 0, resendWaitSeconds: 0, sendsPerHour: 100 },
    });
    const { secretKey, url } = clerk;
    clerkClient = createClerkClient({ secretKey, apiUrl: url, telemetry: { disabled: true } });
    oldestFirst = [];
    for (let number = 1; number <= USERS; number += 1) {
      const made = await clerkClient.users.createUser({ phoneNumber: [`+91981240000${USERS - number}`] });
      oldestFirst.push(made.id);
    }
  });
  afterAll(() => discard(clerk));

  function idsOf({ data }: { data: { id: string }[] }): string[] {
    return data.map(({ id }) => id);
  }

  it.each([
    { orderBy: undefined, order: 'newest first', ids: () => [...oldestFirst].reverse() },
    { orderBy: '-created_at', order: 'newest first', ids: () => [...oldestFirst].reverse() },
    { orderBy: '+created_at', order: 'oldest first', ids: () => oldestFirst },
    { orderBy: 'created_at', order: 'oldest first', ids: () => oldestFirst },
    { orderBy: 'phone_number', order: 'the last first', ids: () => [...oldestFirst].reverse() },
  ] as const)('gives users $order by $orderBy', async ({ orderBy, ids }) => {
    const listed = await clerkClient.users.getUserList({ limit: 500, ...(orderBy && { orderBy }) });

    expect(idsOf(listed)).toEqual(ids());
    expect(listed.totalCount).toBe(USERS);
  });

  it('gives every user once over the pages, and the whole count with each', async () => {
    const pages = [];
    for (let offset = 0; offset < USERS + 3; offset += 3) {
      pages.push(await clerkClient.users.getUserList({ limit: 3, offset, orderBy: '+created_at' }));
    }

    expect(pages.map(({ data }) => data.length)).toEqual([3, 3, 1, 0]);
    expect(pages.flatMap(idsOf)).toEqual(oldestFirst);
    expect(new Set(pages.map(({ totalCount }) => totalCount))).toEqual(new Set([USERS]));
  });

  it.each([{ limit: 501 }, { offset: -1 }, { orderBy: 'shop_name' as 'created_at' }])(
    'refuses %j',
    async (params) => {
      await expect(clerkClient.users.getUserList(params)).rejects.toMatchObject({
        status: 422,
        errors: [{ code: 'form_param_value_invalid' }],
      });
    },
  );

  it('gives the live sessions of one user, the newest first, and ends one at once', async () => {
    const [shop, home, phone] = [
      new HttpBrowser(clerk.url),
      new HttpBrowser(clerk.url),
      new HttpBrowser(clerk.url),
    ];
    const phoneNumber = '+919000000030';
    const { userId, sessionId: first } = await shop.signUp(phoneNumber);
    const { sessionId: second } = await home.signIn(phoneNumber);
    const { sessionId: third } = await phone.signIn(phoneNumber);
    await new HttpBrowser(clerk.url).signUp('+919000000031');
    const active = { userId, status: 'active', limit: 500 } as const;
    const { sessions } = clerkClient;

    expect(idsOf(await sessions.getSessionList(active))).toEqual([third, second, first]);
    expect(await sessions.getSessionList({ ...active, limit: 1, offset: 1 })).toMatchObject({
      data: [{ id: second, userId, status: 'active' }],
      totalCount: 3,
    });
    expect((await sessions.revokeSession(second)).status).toBe('revoked');

    for (const path of ['tokens', 'touch']) {
      const refused = await home.post(`/v1/client/sessions/${second}/${path}`);
      expect(refused).toMatchObject({ status: 401, body: { errors: [{ code: 'signed_out' }] } });
    }
    expect((await phone.post(`/v1/client/sessions/${third}/tokens`)).status).toBe(200);
    expect(await sessions.getSessionList(active)).toMatchObject({ totalCount: 2 });
    expect(idsOf(await sessions.getSessionList({ userId, status: 'revoked' }))).toEqual([second]);
  });

  it.each([
    { call: 'getUser', by: () => clerkClient.users.getUser('user_nobody') },
    { call: 'deleteUser', by: () => clerkClient.users.deleteUser('user_nobody') },
    { call: 'revokeSession', by: () => clerkClient.sessions.revokeSession('sess_nobodys') },
  ])('does not find what $call names', async ({ by }) => {
    await expect(by()).rejects.toMatchObject({ status: 404, errors: [{ code: 'resource_not_found' }] });
  });

  it('has no sessions of who is not there', async () => {
    expect(await clerkClient.sessions.getSessionList({ userId: 'user_nobody' })).toEqual({
      data: [],
      totalCount: 0,
    });
  });
});
