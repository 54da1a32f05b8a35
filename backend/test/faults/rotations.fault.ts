import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { newKey, toJwk } from '../fakes/clerk-fake.js';
import { type Call, Load, send } from './load.js';
import { Production } from './production.js';
import { report, statusCounts, tally } from './report.js';
import { SCALE } from './scale.js';

const [OLD, NEW] = [randomBytes(32), randomBytes(32)].map((bytes) => bytes.toString('base64')) as [
  string,
  string,
];
const [OLD_HOOK, NEW_HOOK] = [randomBytes(24), randomBytes(24)].map(
  (bytes) => `whsec_${bytes.toString('base64')}`,
) as [string, string];

/** What each deployment sets. With several replicas a secret must be known everywhere before anybody signs with it. */
const KNOWN = {
  JWT_SECRET: OLD,
  JWT_SECRET_PREVIOUS: NEW,
  CLERK_WEBHOOK_SIGNING_SECRET: `${OLD_HOOK},${NEW_HOOK}`,
};
const USED = {
  JWT_SECRET: NEW,
  JWT_SECRET_PREVIOUS: OLD,
  CLERK_WEBHOOK_SIGNING_SECRET: `${OLD_HOOK},${NEW_HOOK}`,
};
const ALONE = { JWT_SECRET: NEW, CLERK_WEBHOOK_SIGNING_SECRET: NEW_HOOK };

describe('a rotation on two replicas under load', () => {
  let production: Production;
  let deliveries = 0;

  beforeAll(async () => {
    const settings = SCALE.deploysEveryStep
      ? { JWT_SECRET: OLD, CLERK_WEBHOOK_SIGNING_SECRET: OLD_HOOK }
      : KNOWN;
    production = await Production.start(2, settings);
  }, 120_000);

  afterAll(() => production.stop());

  const webhook = (secret: string): Call => {
    const body = JSON.stringify({ type: 'session.ended', data: {} });
    const id = `msg_${(deliveries += 1)}`;
    const at = new Date();
    return {
      method: 'POST',
      path: '/webhooks/clerk',
      body,
      headers: {
        'svix-id': id,
        'svix-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'svix-signature': new Webhook(secret).sign(id, at, body),
      },
    };
  };

  /** One replica after the other, as a deployment does. */
  const deploy = async (settings: Record<string, string>) => {
    for (const index of [0, 1]) await replace(index, settings);
  };
  const replace = async (index: number, settings: Record<string, string>) => {
    await production.replicas[index]!.end('SIGTERM');
    const { port } = await production.startReplica(index, settings);
    await production.proxy.untilReady(port);
  };

  it('of the secrets ends no token and turns no webhook away', async () => {
    const { proxy } = production;
    const tokens: string[] = [];
    let hookSecret = OLD_HOOK;
    const kinds: ((n: number) => Call)[] = [
      (n) => production.read(n),
      (n) => production.signIn(n),
      // The newest token there is: the next replica has perhaps not heard of its secret.
      (n) => ({ ...production.read(n), token: tokens.at(-1) ?? production.shops[0]!.token }),
      () => webhook(hookSecret),
    ];
    const load = Load.start({
      url: proxy.url,
      perSecond: 100,
      // Each kind goes through all the shops: every fourth of them alone would sign in too often.
      next: (n) => kinds[n % kinds.length]!(Math.floor(n / kinds.length)),
      heard: ({ body }) => {
        if (typeof body['token'] === 'string') tokens.push(body['token']);
      },
    });
    await load.answered(50);
    if (SCALE.deploysEveryStep) await deploy(KNOWN);
    hookSecret = NEW_HOOK;
    await deploy(USED);
    const outcomes = await load.finish();

    report(
      `secrets rotated: ${JSON.stringify(statusCounts(outcomes))}, ${new Set(tokens.map(headerOf)).size} keys`,
    );
    expect(new Set(tokens.map(headerOf)).size).toBe(2);
    expect(tally(outcomes.filter(({ status }) => status !== 200))).toEqual({});

    await Promise.all([replace(0, ALONE), replace(1, ALONE)]);
    const newest = { ...production.read(0), token: tokens.at(-1)! };
    expect(await send(proxy.url, newest)).toMatchObject({ status: 200 });
    expect(await send(proxy.url, production.read(0))).toMatchObject({ status: 401 });
    expect(await send(proxy.url, webhook(NEW_HOOK))).toMatchObject({ status: 200 });
    expect(await send(proxy.url, webhook(OLD_HOOK))).toMatchObject({ status: 400 });
  }, 180_000);

  it("of Clerk's signing key refuses nobody, and costs each replica one fetch", async () => {
    const { clerk, proxy } = production;
    const next = newKey('ins_next');
    let keys = [clerk.key];
    const load = Load.start({
      url: proxy.url,
      perSecond: 100,
      // Out of step with the replicas, whose turn comes every second time.
      next: (n) => production.signIn(n, keys[(n % 3) % keys.length]),
    });
    await load.answered(50);
    const before = clerk.jwksRequests;
    clerk.jwks = { keys: [toJwk(next), toJwk(clerk.key)] };
    keys = [clerk.key, next];
    await load.answered(250);
    const outcomes = await load.finish();

    report(
      `Clerk's key rotated: ${JSON.stringify(statusCounts(outcomes))}, ${clerk.jwksRequests - before} fetches`,
    );
    expect(tally(outcomes.filter(({ status }) => status !== 200))).toEqual({});
    expect(clerk.jwksRequests - before).toBe(2);
  }, 60_000);
});

function headerOf(token: string): string {
  return token.slice(0, token.indexOf('.'));
}
