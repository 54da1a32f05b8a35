import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

const ISSUER = 'bharatprint';
const AUDIENCE = 'bharatprint-api';
const DAY = 86_400;

export interface AppClaims {
  sub: string;
  gen: number;
}

/** The app's own tokens with nothing but node:crypto: the same claims, the same signature. */
export class AppTokens {
  private readonly key: KeyObject;
  private readonly header: string;

  constructor(secret: string) {
    this.key = createSecretKey(secret, 'utf8');
    const kid = createHmac('sha256', this.key).update('bharatprint kid').digest('base64url').slice(0, 12);
    this.header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid })).toString('base64url');
  }

  sign(user: { id: string; phoneNumber: string; role: string; tokenGeneration: number }): string {
    const iat = Math.floor(Date.now() / 1000);
    const payload = JSON.stringify({
      phone_number: user.phoneNumber,
      role: user.role,
      gen: user.tokenGeneration,
      iat,
      exp: iat + DAY,
      aud: AUDIENCE,
      iss: ISSUER,
      sub: user.id,
      jti: crypto.randomUUID(),
    });
    const input = `${this.header}.${Buffer.from(payload).toString('base64url')}`;
    return `${input}.${this.mac(input).toString('base64url')}`;
  }

  verify(token: string): AppClaims | null {
    const end = token.lastIndexOf('.');
    const input = token.slice(0, end);
    const given = Buffer.from(token.slice(end + 1), 'base64url');
    const mac = this.mac(input);
    if (given.length !== mac.length || !timingSafeEqual(given, mac)) return null;
    const [header, payload = ''] = input.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as AppClaims &
      Record<string, unknown>;
    const isOurs = header === this.header && claims['iss'] === ISSUER && claims['aud'] === AUDIENCE;
    return isOurs && Number(claims['exp']) > Date.now() / 1000 ? claims : null;
  }

  private mac(input: string): Buffer {
    return createHmac('sha256', this.key).update(input).digest();
  }
}
