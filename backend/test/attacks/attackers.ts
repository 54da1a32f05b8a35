import jwt from 'jsonwebtoken';
import { randomBytes, randomUUID } from 'node:crypto';
import { AppTokenService } from '../../src/auth/app-token.service.js';
import { aClerkToken, encode } from '../builders/a-clerk-token.js';
import { anAccount } from '../builders/an-account.js';
import { type TestApp } from '../test-app.js';
import { type TestDatabase } from '../test-database.js';
import { type Attack, type Sender } from './attacks.js';
import { type DocumentedRoute } from './documented-route.js';

const AN_HOUR_S = 3600;

/** Accounts to attack with and to attack, and every kind of token there is. */
export class Attackers {
  private constructor(
    private readonly app: TestApp,
    private readonly asha: { token: string; clerkUserId: string },
    private readonly raviId: string,
    private readonly adminToken: string,
  ) {}

  /** @param ashaIs the Clerk user and number of the exchange's example, which must be hers to be a valid body */
  static async signUp(
    app: TestApp,
    database: TestDatabase,
    ashaIs: { id: string; phoneNumber: string },
  ): Promise<Attackers> {
    const { token } = await anAccount(app, database, ashaIs);
    const ravi = await anAccount(app, database, { id: 'user_ravi', phoneNumber: '+919123456780' });
    const admin = await anAccount(app, database, {
      id: 'user_admin',
      phoneNumber: '+919000000099',
      role: 'admin',
    });
    return new Attackers(app, { token, clerkUserId: ashaIs.id }, ravi.id, admin.token);
  }

  tokenOf(sender: Sender, { access }: DocumentedRoute): string | undefined {
    const { app, asha } = this;
    const isClerks = access === 'clerk';
    const clerk = (claims: Record<string, unknown> = {}) =>
      aClerkToken(app.clerk.key, asha.clerkUserId, { claims });
    const past = Math.floor(Date.now() / 1000) - AN_HOUR_S;
    switch (sender) {
      case 'nobody':
        return undefined;
      case 'garbage':
        return 'garbage';
      case 'asha':
        return asha.token;
      case 'admin':
        return this.adminToken;
      case 'asha at Clerk':
        return clerk();
      case 'altered':
        return altered(isClerks ? clerk() : asha.token);
      case 'other secret':
        return this.resigned({}, randomBytes(32));
      case 'no algorithm':
        return unsigned(isClerks ? clerk() : asha.token);
      case 'expired':
        return isClerks ? clerk({ iat: past, nbf: past, exp: past + 60 }) : this.resigned({ exp: past });
      case 'other issuer':
        return isClerks ? clerk({ iss: 'https://clerk.evil.test' }) : this.resigned({ iss: 'evil' });
    }
  }

  pathOf({ route, id, query }: Attack): string {
    const ids = { "ravi's": this.raviId, unknown: randomUUID(), 'no-uuid': 'no-uuid', '%00': '%00' };
    return route.path.replaceAll(/\{[^}]+\}/g, ids[id]) + query;
  }

  /** Asha's own token with other claims, by the app's secret unless by another. */
  private resigned(changes: Record<string, unknown>, secret?: Buffer): string {
    const { header, payload } = jwt.decode(this.asha.token, { complete: true }) ?? {};
    const key = secret ?? this.app.nest.get(AppTokenService, { strict: false }).keyOf(this.asha.token);
    if (!header || !key) throw new Error('asha has no token');
    return jwt.sign({ ...(payload as object), ...changes }, key, { header });
  }
}

/** Another role in the claims, the signature kept. */
function altered(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  return [header, encode({ ...claims, role: 'admin' }), signature].join('.');
}

function unsigned(token: string): string {
  const [, payload = ''] = token.split('.');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.AA`;
}
