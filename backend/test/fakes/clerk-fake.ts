import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface FakeKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export interface FakeClerkUser {
  id: string;
  phoneNumber: string;
  verified?: boolean;
  banned?: boolean;
  updatedAt?: number;
  /** A number that is not the primary one, and when it was added. */
  secondNumber?: string;
  secondNumberAddedAt?: number;
}

type Answer = (response: ServerResponse) => void;

/** An RSA key as Clerk's instances have. */
export function newKey(kid: string): FakeKey {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** A public key as a key set lists it. */
export function toJwk({ kid, publicKey }: FakeKey): Record<string, unknown> {
  return { use: 'sig', alg: 'RS256', kid, ...publicKey.export({ format: 'jwk' }) };
}

/** What of Clerk's cloud the API talks to: the key set, and users and sessions of the Backend API. */
export class ClerkFake {
  readonly key = newKey('ins_test');
  jwks: unknown = { keys: [toJwk(this.key)] };
  /** The keys the Backend API lists, where they are not the same. */
  backendJwks: unknown = null;
  /** Replaces the answer of the key set. */
  answerJwks: Answer | null = null;
  /** Replaces every answer of the Backend API. */
  answerUsers: Answer | null = null;
  jwksRequests = 0;
  userRequests = 0;
  /** Ids of numbers that were taken from their users. */
  readonly deletedNumbers: string[] = [];
  /** Active sessions, by id, with their users. */
  readonly sessions = new Map<string, string>();
  private readonly users = new Map<string, FakeClerkUser>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ClerkFake> {
    const server = createServer((request, response) => fake.answer(request, response));
    const fake = new ClerkFake(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  knows(user: FakeClerkUser): void {
    this.users.set(user.id, user);
  }

  forgets(id: string): void {
    this.users.delete(id);
  }

  isKnown(id: string): boolean {
    return this.users.has(id);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', this.url);
    if (pathname === '/.well-known/jwks.json') {
      this.jwksRequests += 1;
      (this.answerJwks ?? answerJson(200, this.jwks))(response);
      return;
    }
    this.userRequests += 1;
    const { searchParams } = new URL(request.url ?? '/', this.url);
    const found = this.answerUsers ? null : this.backendApi(request.method ?? 'GET', pathname, searchParams);
    const notFound = answerJson(404, { errors: [{ code: 'resource_not_found', message: 'not found' }] });
    (this.answerUsers ?? (found === null ? notFound : answerJson(200, found)))(response);
  }

  private backendApi(method: string, pathname: string, query: URLSearchParams): unknown {
    const [, , resource, id = ''] = pathname.split('/');
    if (resource === 'jwks') return this.backendJwks ?? this.jwks;
    if (resource === 'sessions') return this.answerSessions(method, id, query);
    if (resource === 'phone_numbers') {
      this.deletedNumbers.push(id);
      return { object: 'phone_number', id, deleted: true };
    }
    if (id === 'count') return { object: 'total_count', total_count: this.users.size };
    if (id === '') return this.page(query).map(toClerkJson);
    const user = this.users.get(id);
    if (!user) return null;
    if (method !== 'DELETE') return toClerkJson(user);
    this.users.delete(id);
    return { object: 'user', id, deleted: true };
  }

  private page(query: URLSearchParams): FakeClerkUser[] {
    const offset = Number(query.get('offset') ?? 0);
    return [...this.users.values()].slice(offset, offset + Number(query.get('limit') ?? 10));
  }

  private answerSessions(method: string, id: string, query: URLSearchParams): unknown {
    if (method === 'POST') return this.sessions.delete(id) ? sessionJson(id) : null;
    const ids = [...this.sessions].flatMap(([session, user]) =>
      user === query.get('user_id') ? [session] : [],
    );
    return { data: ids.map(sessionJson), total_count: ids.length };
  }
}

function sessionJson(id: string): object {
  return { object: 'session', id, status: 'active' };
}

/** Exactly this content type: with a charset Clerk's SDK reads a string. */
export function answerJson(status: number, body: unknown): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

/** A user as the Backend API and webhooks write one. */
export function toClerkJson({ id, phoneNumber, ...user }: FakeClerkUser): object {
  const { verified = true, banned = false, updatedAt = 1_764_000_000_000 } = user;
  const verification = verified
    ? { object: 'verification_otp', status: 'verified', strategy: 'phone_code' }
    : null;
  return {
    object: 'user',
    id,
    banned,
    created_at: updatedAt,
    updated_at: updatedAt,
    primary_phone_number_id: 'idn_2',
    phone_numbers: [
      {
        object: 'phone_number',
        id: 'idn_1',
        phone_number: user.secondNumber ?? '+919000000001',
        created_at: user.secondNumberAddedAt ?? 1_764_000_000_000,
        verification: null,
        linked_to: [],
      },
      { object: 'phone_number', id: 'idn_2', phone_number: phoneNumber, verification, linked_to: [] },
    ],
    email_addresses: [],
    web3_wallets: [],
    external_accounts: [],
    saml_accounts: [],
    public_metadata: {},
    private_metadata: {},
    unsafe_metadata: {},
  };
}
