import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { freePorts } from '../../../local/free-ports.ts';
import { AppTokenService } from '../../src/auth/app-token.service.js';
import { newReferralCode } from '../../src/referrals/referral-code.js';
import { aClerkToken } from '../builders/a-clerk-token.js';
import { ClerkFake } from '../fakes/clerk-fake.js';
import { TestDatabase } from '../test-database.js';
import { testEnvironment, testVariables } from '../test-environment.js';
import { ApiProcess } from './api-process.js';
import { layOutImage } from './image.js';
import { loopbackCertificate } from '../certificate.js';
import { type Call } from './load.js';
import { Proxy } from './proxy.js';

export interface Shop {
  id: string;
  clerkUserId: string;
  phoneNumber: string;
  /** An app token. */
  token: string;
}

/** What the load comes in by. */
interface Entrance {
  readonly url: string;
  stop(): Promise<void>;
}

interface Surroundings<Front> {
  proxy: Front;
  /** Variables of the API. */
  changes: Record<string, string>;
}

/** Their requests stay under the limits for one user, whatever the load. */
const SHOPS = 1_000;
const PORTAL = 'https://bharatprint.in';

const INSERT_SHOPS = `
  INSERT INTO users (clerk_user_id, phone_number, phone_verified, referral_code)
  SELECT 'user_shop' || n, '+91' || (9000000000 + n), true, code
  FROM unnest($1::text[]) WITH ORDINALITY AS made (code, n)
  RETURNING id, clerk_user_id AS "clerkUserId", phone_number AS "phoneNumber"`;

/**
 * The product as it is deployed: replicas of the built API in production mode behind a proxy, Postgres, Clerk's cloud over
 * TLS, and a thousand shops.
 */
export class Production<Front extends Entrance = Proxy> {
  readonly replicas: ApiProcess[] = [];
  private readonly ports: number[];

  private constructor(
    readonly database: TestDatabase,
    readonly clerk: ClerkFake,
    readonly shops: readonly Shop[],
    readonly proxy: Front,
    private readonly parts: {
      folder: string;
      tls: Server;
      ports: number[];
      variables: Record<string, string>;
    },
  ) {
    this.ports = parts.ports;
  }

  static start(replicas: number, changes: Record<string, string> = {}): Promise<Production> {
    return Production.within(replicas, async (_database, ports) => ({
      proxy: await Proxy.start(ports),
      changes,
    }));
  }

  /** With surroundings of the caller's own, for replicas that will listen on these ports. */
  static async within<Front extends Entrance>(
    replicas: number,
    surround: (database: TestDatabase, ports: readonly number[]) => Promise<Surroundings<Front>>,
  ): Promise<Production<Front>> {
    const secret = randomBytes(32).toString('base64');
    const [database, clerk] = await Promise.all([TestDatabase.start(), ClerkFake.start()]);
    const ports = await freePorts(replicas);
    const { proxy, changes } = await surround(database, ports);
    const folder = await mkdtemp(join(tmpdir(), 'bharatprint-faults-'));
    await layOutImage(folder);
    const tls = await overTls(new URL(clerk.url).port, folder);
    const clerkUrl = `https://127.0.0.1:${(tls.address() as AddressInfo).port}`;
    const variables = testVariables({
      NODE_ENV: 'production',
      NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
      CORS_ORIGINS: PORTAL,
      CLERK_JWKS_URL: `${clerkUrl}/.well-known/jwks.json`,
      CLERK_API_URL: clerkUrl,
      DATABASE_URL: database.server.apiUrl,
      JWT_SECRET: secret,
      LOG_LEVEL: 'warn',
      ...changes,
    });
    const shops = await openShops(database, variables['JWT_SECRET'] ?? secret);
    const production = new Production(database, clerk, shops, proxy, { folder, tls, ports, variables });
    const starts = await Promise.allSettled(ports.map((_, index) => production.startReplica(index)));
    const failed = starts.find((start) => start.status === 'rejected');
    if (!failed) return production;
    // Whatever runs already would keep the test's process from ending.
    await production.stop();
    throw failed.reason;
  }

  /** Starts a replica where one has ended, with settings of its own. */
  async startReplica(index: number, changes: Record<string, string> = {}): Promise<ApiProcess> {
    const { folder, variables } = this.parts;
    const replica = await ApiProcess.start(folder, this.ports[index] ?? 0, { ...variables, ...changes });
    this.replicas[index] = replica;
    return replica;
  }

  /** The nth shop reads its profile. */
  read(n: number): Call {
    return { method: 'GET', path: '/users/me', token: this.shop(n).token };
  }

  /** The nth shop changes its profile. */
  write(n: number): Call {
    return { method: 'PATCH', path: '/users/me', token: this.shop(n).token, body: { city: `Pune ${n}` } };
  }

  /** The nth shop exchanges a session token of Clerk's. */
  signIn(n: number, key = this.clerk.key): Call {
    const { clerkUserId, phoneNumber } = this.shop(n);
    return {
      method: 'POST',
      path: '/auth/verify-clerk-token',
      token: aClerkToken(key, clerkUserId, { claims: { azp: PORTAL } }),
      body: { phoneNumber, clerkUserId },
    };
  }

  /** Somebody nobody knows yet signs in, with a number that the token itself vouches for. */
  signUp(n: number): Call {
    const clerkUserId = `user_new${n}`;
    const phoneNumber = `+91${8_000_000_000 + n}`;
    const claims = { azp: PORTAL, phone: phoneNumber, phone_verified: true };
    return {
      method: 'POST',
      path: '/auth/verify-clerk-token',
      token: aClerkToken(this.clerk.key, clerkUserId, { claims }),
      body: { phoneNumber, clerkUserId },
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.end('SIGKILL')));
    await this.proxy.stop();
    await this.clerk.stop();
    this.parts.tls.close();
    await this.database.stop();
    await rm(this.parts.folder, { recursive: true });
  }

  private shop(n: number): Shop {
    const shop = this.shops[n % this.shops.length];
    if (!shop) throw new Error('there are no shops');
    return shop;
  }
}

async function openShops(database: TestDatabase, secret: string): Promise<Shop[]> {
  const tokens = new AppTokenService(testEnvironment({ JWT_SECRET: secret }));
  const rows = await database.rows(INSERT_SHOPS, [Array.from({ length: SHOPS }, newReferralCode)]);
  return (rows as unknown as Omit<Shop, 'token'>[]).map((shop) => ({
    ...shop,
    token: tokens.sign({ ...shop, role: 'owner' } as never, 0),
  }));
}

/** Puts TLS before a server of this machine, with a certificate that is left in the folder. */
async function overTls(port: string, folder: string): Promise<Server> {
  const { key, cert } = loopbackCertificate();
  await writeFile(join(folder, 'cert.pem'), cert);
  const server = createServer({ key, cert }, (socket) => {
    const inner = connect(Number(port), '127.0.0.1');
    // Either side may cut the line; then the other ends too.
    socket.on('error', () => inner.destroy()).pipe(inner);
    inner.on('error', () => socket.destroy()).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
