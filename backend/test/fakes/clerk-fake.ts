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

/** The two things of Clerk's cloud the API talks to: the key set, and users of the Backend API. */
export class ClerkFake {
  readonly key = newKey('ins_test');
  jwks: unknown = { keys: [toJwk(this.key)] };
  /** Replaces the answer of the key set. */
  answerJwks: Answer | null = null;
  /** Replaces every answer of the Backend API. */
  answerUsers: Answer | null = null;
  jwksRequests = 0;
  userRequests = 0;
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
    const user = this.users.get(pathname.replace('/v1/users/', ''));
    const answer = user
      ? answerJson(200, toClerkJson(user))
      : answerJson(404, { errors: [{ code: 'resource_not_found', message: 'not found' }] });
    (this.answerUsers ?? answer)(response);
  }
}

/** Exactly this content type: with a charset Clerk's SDK reads a string. */
export function answerJson(status: number, body: unknown): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

function toClerkJson({ id, phoneNumber, verified = true, banned = false }: FakeClerkUser): object {
  const verification = verified
    ? { object: 'verification_otp', status: 'verified', strategy: 'phone_code' }
    : null;
  return {
    object: 'user',
    id,
    banned,
    primary_phone_number_id: 'idn_2',
    phone_numbers: [
      {
        object: 'phone_number',
        id: 'idn_1',
        phone_number: '+919000000001',
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
