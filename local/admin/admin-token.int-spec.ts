import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { discard, type ScratchClerk, startScratchClerk } from '../clerk/test/scratch-clerk.ts';
import { type LocalSecrets } from '../stack/secrets.ts';
import { portsFrom, stackSettings, type StackSettings } from '../stack/settings.ts';
import { adminToken } from './admin-token.ts';

const SECRETS: LocalSecrets = {
  jwtSecret: 'unused',
  clerkSecretKey: 'sk_test_of_a_test',
  webhookSecret: 'whsec_dW51c2Vk',
  ownerPassword: 'unused',
  apiPassword: 'unused',
};

describe(adminToken.name, () => {
  let clerk: ScratchClerk;
  let api: Server;
  let settings: StackSettings;
  let answer: { status: number; body: object };
  let exchanged: { phoneNumber: string; clerkUserId: string }[];

  beforeEach(async () => {
    clerk = await startScratchClerk({ secretKey: SECRETS.clerkSecretKey });
    answer = { status: 200, body: { token: 'an.app.token', user: { role: 'admin' } } };
    exchanged = [];
    api = createServer((request, response) => {
      void json(request).then((body) => {
        exchanged.push(body as { phoneNumber: string; clerkUserId: string });
        response.writeHead(answer.status, { 'retry-after': '17' }).end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    const settled = stackSettings({}, portsFrom({ CLERK_PORT: String(clerk.port) }), SECRETS);
    settings = { ...settled, apiUrl: `http://127.0.0.1:${(api.address() as AddressInfo).port}` };
  });

  afterEach(async () => {
    api.closeAllConnections();
    await new Promise((resolve) => api.close(resolve));
    await discard(clerk);
  });

  it('makes the administrator at the first call and finds them at the next', async () => {
    await expect(adminToken(settings)).resolves.toBe('an.app.token');
    await expect(adminToken(settings)).resolves.toBe('an.app.token');
    const [first, second] = exchanged;
    expect(first).toEqual({ phoneNumber: '+919000000099', clerkUserId: expect.stringMatching(/^user_/) });
    expect(second).toEqual(first);
  });

  it('leaves no session behind', async () => {
    await adminToken(settings);
    const sessions = await fetch(
      `${clerk.url}/v1/sessions?user_id=${exchanged[0]?.clerkUserId ?? ''}&status=active`,
      { headers: { authorization: `Bearer ${SECRETS.clerkSecretKey}` } },
    );
    expect(await sessions.json()).toEqual([]);
  });

  it.each([
    ['too many sign-ins', { status: 429, body: { code: 'request.rate_limited' } }, 'wait 17 seconds'],
    ['a refusal', { status: 403, body: { code: 'user.blocked' } }, 'user.blocked'],
    [
      'an account that is no administrator',
      { status: 200, body: { token: 'x', user: { role: 'owner' } } },
      'ADMIN_PHONE_NUMBERS',
    ],
  ])('says what to do about %s', async (_case, given, words) => {
    answer = given;
    await expect(adminToken(settings)).rejects.toThrow(words);
  });

  it('sends people with a real Clerk to the portal', async () => {
    const real = { CLERK_PUBLISHABLE_KEY: 'pk_test_Y2xlcmsuZXhhbXBsZSQ=', CLERK_SECRET_KEY: 'sk_test_real' };
    const deployed = stackSettings(real, portsFrom({}), SECRETS);
    await expect(adminToken(deployed)).rejects.toThrow('account menu');
  });

  it('says that the product does not run', async () => {
    await clerk.stop();
    await expect(adminToken(settings)).rejects.toThrow('npm start');
  });
});
