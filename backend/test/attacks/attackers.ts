import jwt from 'jsonwebtoken';
import { randomBytes, randomUUID } from 'node:crypto';
import { type UserProfile } from '#contracts/user.js';
import { AppTokenService } from '../../src/auth/app-token.service.js';
import { ReferralsService } from '../../src/referrals/referrals.service.js';
import { UsersService } from '../../src/users/users.service.js';
import { aClerkToken, encode } from '../builders/a-clerk-token.js';
import { type TestApp } from '../test-app.js';
import { type Attack, type Sender } from './attacks.js';
import { type DocumentedRoute } from './documented-route.js';

const AN_HOUR_S = 3600;

/** Accounts to attack with and to attack, and every kind of token there is. */
export class Attackers {
  private constructor(
    private readonly app: TestApp,
    private readonly asha: { profile: UserProfile; token: string; clerkUserId: string },
    private readonly ravi: UserProfile,
    private readonly adminToken: string,
  ) {}

  /** @param exchange whose examples name the Clerk user and number that asha must have for it */
  static async signUp(
    app: TestApp,
    ashaIs: { clerkUserId: string; phoneNumber: string },
  ): Promise<Attackers> {
    const asha = await account(app, ashaIs, false);
    const ravi = await account(app, { clerkUserId: 'user_ravi', phoneNumber: '+919123456780' }, false);
    const admin = await account(app, { clerkUserId: 'user_admin', phoneNumber: '+919000000099' }, true);
    return new Attackers(app, { ...asha, clerkUserId: ashaIs.clerkUserId }, ravi.profile, admin.token);
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
    const ids = { "ravi's": this.ravi.id, unknown: randomUUID(), 'no-uuid': 'no-uuid', '%00': '%00' };
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

async function account(
  app: TestApp,
  { clerkUserId, phoneNumber }: { clerkUserId: string; phoneNumber: string },
  isAdmin: boolean,
): Promise<{ profile: UserProfile; token: string }> {
  const { account } = await app.nest.get(UsersService, { strict: false }).signIn({
    clerkUserId,
    phoneNumber,
    name: null,
    phoneIsVerified: true,
    isAdmin,
    referralCode: app.nest.get(ReferralsService, { strict: false }).newCode(),
  });
  if (!account) throw new Error('no account');
  const { profile, tokenGeneration } = account;
  return { profile, token: app.nest.get(AppTokenService, { strict: false }).sign(profile, tokenGeneration) };
}

/** One character of the claims changed, the signature kept. */
function altered(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  return [header, encode({ ...claims, role: 'admin' }), signature].join('.');
}

function unsigned(token: string): string {
  const [, payload = ''] = token.split('.');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.AA`;
}
