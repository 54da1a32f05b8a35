import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ClerkRefusal, notFound } from './errors.ts';
import { newId, newSecret } from '../identifiers.ts';
import { type ClientRecord, type PastAttempt, type SessionRecord } from '../state/records.ts';
import { optionalText, queryOf } from './requests.ts';
import { type Services } from '../services.ts';

const COOKIE = '__client';
const COOKIE_LIFE_SECONDS = 400 * 24 * 60 * 60;
const DEV_BROWSER_HOST = /\.(accounts|lcl)\.dev$/;
const PAST_ATTEMPTS_KEPT = 10;
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Whether browsers are told apart by a query parameter, as with keys of Clerk's shared development hosts. */
export function usesDevBrowsers(services: Services): boolean {
  return DEV_BROWSER_HOST.test(services.identity.frontendApi);
}

/** The browser that calls; undefined when it never began to sign in. */
export function clientOf(services: Services, request: FastifyRequest): ClientRecord | undefined {
  const devBrowser = optionalText(queryOf(request), '__clerk_db_jwt');
  if (usesDevBrowsers(services)) {
    const client = services.store.clientBySecret(devBrowser ?? '');
    if (client === undefined) throw new ClerkRefusal('dev_browser_unauthenticated');
    return client;
  }
  return services.store.clientBySecret(request.cookies[COOKIE] ?? '');
}

export function newClient(services: Services, secret: string): ClientRecord {
  const now = Date.now();
  const client: ClientRecord = {
    id: newId('client'),
    secret,
    sessionIds: [],
    lastActiveSessionId: null,
    signIn: null,
    signUp: null,
    pastAttempts: [],
    createdAt: now,
    updatedAt: now,
  };
  services.store.putClient(client);
  return client;
}

/** The browser that calls, known from now on by its cookie if it was not before. */
export function ensureClient(services: Services, request: FastifyRequest, reply: FastifyReply): ClientRecord {
  const known = clientOf(services, request);
  if (known !== undefined) return known;
  const client = newClient(services, newSecret());
  reply.setCookie(COOKIE, client.secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: COOKIE_LIFE_SECONDS,
  });
  return client;
}

export function forgetClient(services: Services, client: ClientRecord, reply: FastifyReply): void {
  services.store.deleteClient(client);
  reply.clearCookie(COOKIE, { path: '/' });
}

/** @throws ClerkRefusal `signed_out` for a browser that never began to sign in */
export function requireClient(services: Services, request: FastifyRequest): ClientRecord {
  const client = clientOf(services, request);
  if (client === undefined) throw new ClerkRefusal('signed_out');
  return client;
}

/** One browser has one session: who is signed in must sign out first. */
export function refuseSignedIn(services: Services, client: ClientRecord | undefined): void {
  if (client !== undefined && services.accounts.liveSessionsOn(client).length > 0) {
    throw new ClerkRefusal('session_exists');
  }
}

/** @throws ClerkRefusal 404 for another browser's session, 401 for one that is over */
export function requireSession(services: Services, client: ClientRecord, id: string): SessionRecord {
  const session = services.store.sessions.get(id);
  if (session === undefined || session.clientId !== client.id) throw notFound('session', id);
  if (!services.accounts.isLive(session)) throw new ClerkRefusal('signed_out');
  return session;
}

/** The attempt in progress if it has this id; a replaced or completed one is refused with the reason. */
export function currentAttempt<Attempt extends { id: string; abandonAt: number }>(
  client: ClientRecord,
  current: Attempt | null,
  id: string,
): Attempt {
  if (current?.id === id && Date.now() < current.abandonAt) return current;
  const past = client.pastAttempts.find((attempt) => attempt.id === id);
  if (past?.end === 'replaced') throw new ClerkRefusal('resource_forbidden');
  if (past?.end === 'complete') throw new ClerkRefusal('verification_already_verified');
  throw notFound(id.startsWith('sua_') ? 'sign up' : 'sign in', id);
}

/** Ends whatever attempt of this kind was in progress. */
export function retire(client: ClientRecord, kind: 'signIn' | 'signUp', end: PastAttempt['end']): void {
  const attempt = client[kind];
  if (attempt === null) return;
  client.pastAttempts = [{ id: attempt.id, end }, ...client.pastAttempts].slice(0, PAST_ATTEMPTS_KEPT);
  client[kind] = null;
}

/** When an attempt begun now is given up. */
export function abandonTime(): number {
  return Date.now() + ABANDONED_AFTER_MS;
}
