import { randomUUID } from 'node:crypto';
import { type ClerkSide } from '../fixture/clerk-side.ts';
import { ClerkTokens } from './clerk-tokens.ts';
import { type Owner, type Scenario } from './scenarios.ts';

const CITIES = ['Pune', 'Jaipur', 'Kochi', 'Patna', 'Indore'];
const TOKENS_LAST_MS = 60_000;
/** Owners of the exchange: making their tokens takes a second, which no round may wait for. */
const SIGNING_IN = 1_000;
let newcomers = 0;

/** Writes the requests of a scenario, byte for byte, so that sending them costs next to nothing. */
export class Requests {
  private readonly tokens: ClerkTokens;
  private readonly owners: Owner[];
  private exchanges: string[] = [];
  private exchangesMadeAt = Number.NEGATIVE_INFINITY;
  private signUps: string[] = [];
  private sent = 0;

  constructor(clerk: ClerkSide, owners: Owner[]) {
    this.tokens = new ClerkTokens(clerk);
    this.owners = owners;
  }

  /** Makes what takes long before the clock runs. */
  prepare(scenario: Scenario, newcomersWanted: number): void {
    if (scenario === 'exchange' && Date.now() - this.exchangesMadeAt > TOKENS_LAST_MS) {
      this.exchanges = this.owners.slice(0, SIGNING_IN).map((owner) => this.exchange(owner));
      this.exchangesMadeAt = Date.now();
    }
    if (scenario === 'exchange-new')
      this.signUps = Array.from({ length: newcomersWanted }, () => this.signUp());
  }

  /** @returns null when nobody is left to sign up */
  next(scenario: Scenario): string | null {
    this.sent += 1;
    if (scenario === 'exchange-new') return this.signUps.pop() ?? null;
    if (scenario === 'exchange') return this.exchanges[this.sent % this.exchanges.length] ?? null;
    const owner = this.owners[this.sent % this.owners.length];
    if (!owner) throw new Error('no owners');
    switch (scenario) {
      case 'me':
        return this.request('GET', '/users/me', owner.token);
      case 'patch':
        return this.request('PATCH', '/users/me', owner.token, {
          city: CITIES[Math.floor(this.sent / this.owners.length) % CITIES.length],
        });
      case 'lookup':
        return this.request('GET', `/referrals/codes/${owner.referralCode}`);
      case 'quota':
        return this.request('PUT', `/quota/uploads/${randomUUID()}`, owner.token);
    }
  }

  exchange({ clerkUserId, phoneNumber }: Pick<Owner, 'clerkUserId' | 'phoneNumber'>): string {
    const token = this.tokens.make(clerkUserId, phoneNumber);
    return this.request('POST', '/auth/verify-clerk-token', token, { phoneNumber, clerkUserId });
  }

  private signUp(): string {
    newcomers += 1;
    // Every tenth of the numbers that seeded owners do not have.
    const phoneNumber = `+91${9_999_999_999 - newcomers}`;
    return this.exchange({ clerkUserId: `user_new${newcomers}`, phoneNumber });
  }

  /** Every request from an address of its own, as a proxy tells them: no limit for one address is met. */
  private request(method: string, path: string, token?: string, body?: unknown): string {
    const n = this.sent;
    const address = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
    const content = body === undefined ? '' : JSON.stringify(body);
    return (
      `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nX-Forwarded-For: ${address}\r\n` +
      (token === undefined ? '' : `Authorization: Bearer ${token}\r\n`) +
      (body === undefined
        ? ''
        : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(content)}\r\n`) +
      `\r\n${content}`
    );
  }
}
