import { aClerkToken } from '../../../test/builders/a-clerk-token.js';
import { anOwner } from '../../../test/builders/an-owner.js';
import { TestApp } from '../../../test/test-app.js';
import { TestDatabase } from '../../../test/test-database.js';
import { createFastifyAdapter } from './fastify-adapter.js';
import { DEFAULT_RATE_LIMITS } from './rate-limits.js';

/** Everything by which proxies, or people who play one, say where a request comes from. */
const HEADERS =
  `X-Forwarded-For Forwarded X-Real-IP CF-Connecting-IP CF-Connecting-IPv6 True-Client-IP X-Client-IP
  X-Originating-IP X-Remote-IP X-Remote-Addr X-Cluster-Client-IP Fastly-Client-IP X-Forwarded X-Forwarded-Host
  Forwarded-For Forwarded-For-Ip X-Forwarded-By X-Forwarded-For-Original X-Forwarder-For X-Forward-For X-Original-Forwarded-For
  X-ProxyUser-Ip X-Host X-Custom-IP-Authorization X-HTTP-Host-Override Client-IP Http-Client-Ip Proxy-Client-IP
  WL-Proxy-Client-IP X-Azure-ClientIP X-Azure-SocketIP Fly-Client-IP X-Appengine-User-Ip X-Envoy-External-Address
  X-Nf-Client-Connection-Ip Via`.split(/\s+/);

const refused = { refusedExchangesPerAddress: 3 };

describe(createFastifyAdapter.name, () => {
  const exchanges = async (app: TestApp, header: string, write: (address: string) => string) => {
    const statuses: number[] = [];
    for (let n = 1; n <= 5; n += 1) {
      const headers = { [header]: write(`198.51.100.${n}`) };
      statuses.push((await app.request('POST', '/auth/verify-clerk-token', { headers, body: {} })).status);
    }
    return statuses;
  };

  it.each([
    ['trusts nobody', {}, HEADERS],
    // A proxy that sets one of them sets X-Forwarded-For; all the others are the client's.
    ['trusts its proxy', { TRUST_PROXY: 'loopback' }, HEADERS.slice(1)],
    ['trusts another proxy', { TRUST_PROXY: '10.0.0.0/8' }, HEADERS],
  ])('lets no header choose the address that is limited where it %s', async (_case, variables, headers) => {
    const app = await TestApp.start({ rateLimits: { ...DEFAULT_RATE_LIMITS, ...refused }, variables });
    await exchanges(app, 'X-Nothing', String);
    const passed: string[] = [];
    for (const header of headers) {
      const write = header === 'Forwarded' ? (address: string) => `for=${address}` : String;
      if ((await exchanges(app, header, write)).some((status) => status !== 429)) passed.push(header);
    }
    expect(passed).toEqual([]);
    await app.stop();
  });

  it("believes its proxy's word alone: what the client wrote before it counts for nothing", async () => {
    const app = await TestApp.start({
      rateLimits: { ...DEFAULT_RATE_LIMITS, ...refused },
      variables: { TRUST_PROXY: '127.0.0.0/8' },
    });
    expect(await exchanges(app, 'X-Forwarded-For', (address) => `${address}, 203.0.113.7`)).toEqual([
      401, 401, 401, 429, 429,
    ]);
    expect(await exchanges(app, 'X-Forwarded-For', (address) => `203.0.113.7, ${address}`)).toEqual(
      Array.from({ length: 5 }, () => 401),
    );
    await app.stop();
  });

  it('takes a whole network for one source where addresses are plenty', async () => {
    const app = await TestApp.start({
      rateLimits: { ...DEFAULT_RATE_LIMITS, ...refused },
      variables: { TRUST_PROXY: 'loopback' },
    });
    const within = (address: string) => `2001:db8:1:2::${address.split('.')[3] ?? ''}`;
    expect(await exchanges(app, 'X-Forwarded-For', within)).toEqual([401, 401, 401, 429, 429]);
    await app.stop();
  });

  it("locks nobody out behind a carrier's one address", async () => {
    const database = await TestDatabase.start();
    const app = await TestApp.start({ databaseUrl: database.server.apiUrl, rateLimits: DEFAULT_RATE_LIMITS });
    const owners = Array.from({ length: 300 }, () => anOwner());
    const statuses = await Promise.all(
      owners.map(async ({ id, phoneNumber }) => {
        const claims = { phone: phoneNumber, phone_verified: true };
        const token = aClerkToken(app.clerk.key, id, { claims });
        const exchange = await app.exchange(token, { clerkUserId: id, phoneNumber });
        const me = await app.request('GET', '/users/me', { token: String(exchange.body['token']) });
        return [exchange.status, me.status];
      }),
    );
    expect(statuses.flat().filter((status) => status !== 200)).toEqual([]);
    await app.stop();
    await database.stop();
  }, 120_000);
});
