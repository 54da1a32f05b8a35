import { type FastifyRequest } from 'fastify';
import { type ClientRecord, type SessionRecord, type UserRecord } from '../state/records.ts';
import { type Services } from '../services.ts';
import { requireClient, requireSession } from './browsers.ts';
import { ClerkRefusal } from './errors.ts';
import { optionalText, paramOf, queryOf } from './requests.ts';

export interface SignedIn {
  client: ClientRecord;
  session: SessionRecord;
  user: UserRecord;
}

const MINUTE_MS = 60_000;

/** Who calls, by the session that the path names. */
export function ownSession(services: Services, request: FastifyRequest): SignedIn {
  return signedInBy(services, requireClient(services, request), paramOf(request, 'id'));
}

/** Who calls, by the session that the query names, else by the browser's last one. */
export function signedIn(services: Services, request: FastifyRequest): SignedIn {
  const client = requireClient(services, request);
  const sessionId = optionalText(queryOf(request), '_clerk_session_id') ?? client.lastActiveSessionId;
  if (sessionId === null) throw new ClerkRefusal('signed_out');
  return signedInBy(services, client, sessionId);
}

/**
 * Who calls, for a change that Clerk lets nobody make long after the code was typed: adding and removing numbers,
 * choosing the primary one, deleting the account.
 * @throws ClerkRefusal 403 `session_reverification_required`, after which clerk-js is to verify the session again
 */
export function recentlySignedIn(services: Services, request: FastifyRequest): SignedIn {
  const caller = signedIn(services, request);
  const { reverifyAfterMinutes } = services.settings.values;
  const age = Date.now() - caller.session.firstFactorAt;
  if (reverifyAfterMinutes > 0 && age >= reverifyAfterMinutes * MINUTE_MS) {
    throw new ClerkRefusal('session_reverification_required');
  }
  return caller;
}

function signedInBy(services: Services, client: ClientRecord, sessionId: string): SignedIn {
  const session = requireSession(services, client, sessionId);
  const user = services.store.users.get(session.userId);
  if (user === undefined) throw new ClerkRefusal('signed_out');
  return { client, session, user };
}
