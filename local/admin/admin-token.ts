import { Failure } from '../failure.ts';
import { DEMO_ADMIN } from '../demo-people.ts';
import { type StackSettings } from '../stack/settings.ts';

const PATIENCE_MS = 5_000;

const NOT_RUNNING = 'The product does not run here: start it with npm start, and ask again.';
const DEPLOYMENT =
  'This needs the Clerk stand-in, and the environment names a real Clerk instance. Sign in to the portal as an ' +
  'administrator and copy the token from the account menu.';

/**
 * Signs the laptop's administrator in as anybody signs in: a session at the stand-in, exchanged at our API.
 * @returns the app token
 * @throws Failure that says what to do when nothing runs, or when Clerk is a real one
 */
export async function adminToken(settings: StackSettings): Promise<string> {
  const { clerk, usesStandIn, apiUrl } = settings;
  if (!usesStandIn || clerk.apiUrl === null) throw new Failure(DEPLOYMENT);
  const standIn = new StandIn(clerk.apiUrl, clerk.secretKey);
  const clerkUserId = await standIn.userWith(DEMO_ADMIN.phoneNumber);
  const sessionId = textIn(await standIn.post('/v1/sessions', { user_id: clerkUserId }), 'id');
  try {
    const { jwt } = await standIn.post(`/v1/sessions/${sessionId}/tokens`, {});
    return await exchange(apiUrl, String(jwt), clerkUserId);
  } finally {
    // The app token lives on without it, and a session for each call would pile up.
    await standIn.post(`/v1/sessions/${sessionId}/revoke`, {});
  }
}

/** The few calls of Clerk's Backend API this needs. */
class StandIn {
  private readonly url: string;
  private readonly secretKey: string;

  constructor(url: string, secretKey: string) {
    this.url = url;
    this.secretKey = secretKey;
  }

  /** The id of the user with this number; a new one when there is none. */
  async userWith(phoneNumber: string): Promise<string> {
    const found = await this.call(`/v1/users?phone_number=${encodeURIComponent(phoneNumber)}`, {});
    const [user] = Array.isArray(found) ? (found as Fields[]) : [];
    return textIn(user ?? (await this.post('/v1/users', { phone_number: [phoneNumber] })), 'id');
  }

  async post(path: string, body: object): Promise<Fields> {
    return (await this.call(path, { method: 'POST', body: JSON.stringify(body) })) as Fields;
  }

  private async call(path: string, request: RequestInit): Promise<unknown> {
    const headers = { Authorization: `Bearer ${this.secretKey}`, 'Content-Type': 'application/json' };
    const answer = await reach(`${this.url}${path}`, { ...request, headers });
    if (answer.ok) return answer.json();
    throw new Failure(`The Clerk stand-in answered ${answer.status}: see .local/logs/clerk.log.`);
  }
}

type Fields = Record<string, unknown>;

async function exchange(apiUrl: string, clerkToken: string, clerkUserId: string): Promise<string> {
  const answer = await reach(`${apiUrl}/auth/verify-clerk-token`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${clerkToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ phoneNumber: DEMO_ADMIN.phoneNumber, clerkUserId }),
  });
  const body = (await answer.json()) as { token?: string; code?: string; user?: { role?: string } };
  if (answer.status === 429) {
    throw new Failure(`Five sign-ins a minute: wait ${answer.headers.get('Retry-After') ?? '60'} seconds.`);
  }
  if (!answer.ok || body.token === undefined) {
    throw new Failure(
      `The API refused the sign-in with ${body.code ?? answer.status}: see .local/logs/api.log.`,
    );
  }
  if (body.user?.role === 'admin') return body.token;
  throw new Failure(`${DEMO_ADMIN.phoneNumber} is no administrator here: name it in ADMIN_PHONE_NUMBERS.`);
}

async function reach(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (cause) {
    throw new Failure(NOT_RUNNING, { cause });
  }
}

function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string') return value;
  throw new Failure(`The Clerk stand-in answered without ${name}: see .local/logs/clerk.log.`);
}

/** For a caller that finds no secrets: nothing was ever started here. */
export function notRunning(): Failure {
  return new Failure(NOT_RUNNING);
}
