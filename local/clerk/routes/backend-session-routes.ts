import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { newClient } from '../http/browsers.ts';
import { ClerkRefusal, notFound } from '../http/errors.ts';
import { newSecret } from '../identifiers.ts';
import { type SessionRecord } from '../state/records.ts';
import {
  bodyOf,
  eventOriginOf,
  isTrue,
  optionalText,
  paramOf,
  queryOf,
  requiredText,
} from '../http/requests.ts';
import { type Services } from '../services.ts';
import { statusOf } from '../state/session-status.ts';
import { pageOf } from '../http/pages.ts';
import { toBackendSessionView } from '../views/session-view.ts';

/** Sessions as the Backend API sees and ends them. */
export function backendSessionRoutes(api: FastifyInstance, services: Services): void {
  const { accounts, settings, store, tokens } = services;

  api.get('/v1/sessions', (request) => {
    const query = queryOf(request);
    const found = findSessions(services, request);
    const data = pageOf(found, query).map(toBackendSessionView);
    return isTrue(query['paginated']) ? { data, total_count: found.length } : data;
  });

  api.get('/v1/sessions/:id', (request) => toBackendSessionView(sessionOf(services, request)));

  // Clerk allows this in development only: a session for a test, without a browser.
  api.post('/v1/sessions', (request) => {
    const userId = requiredText(bodyOf(request), 'user_id');
    const user = store.users.get(userId);
    if (user === undefined) throw notFound('user', userId);
    if (user.banned) throw new ClerkRefusal('user_banned');
    const client = newClient(services, newSecret());
    return toBackendSessionView(accounts.startSession(user, client, eventOriginOf(request)));
  });

  api.post('/v1/sessions/:id/revoke', (request) =>
    toBackendSessionView(
      accounts.endSession(sessionOf(services, request), 'revoked', eventOriginOf(request)),
    ),
  );

  api.post('/v1/sessions/:id/tokens', async (request) => {
    const session = sessionOf(services, request);
    const user = store.users.get(session.userId);
    if (user === undefined || !accounts.isLive(session)) throw notFound('active session', session.id);
    return {
      object: 'token',
      jwt: await tokens.sessionToken(session, user, settings.values.portalOrigins[0]),
    };
  });
}

function sessionOf(services: Services, request: FastifyRequest): SessionRecord {
  const id = paramOf(request, 'id');
  const session = services.store.sessions.get(id);
  if (session === undefined) throw notFound('session', id);
  return session;
}

/** The sessions a query names, newest first. */
function findSessions(services: Services, request: FastifyRequest): SessionRecord[] {
  const query = queryOf(request);
  const wanted = {
    userId: optionalText(query, 'user_id'),
    clientId: optionalText(query, 'client_id'),
    status: optionalText(query, 'status'),
  };
  const found = [...services.store.sessions.values()].filter(
    (session) =>
      (wanted.userId ?? session.userId) === session.userId &&
      (wanted.clientId ?? session.clientId) === session.clientId &&
      (wanted.status ?? statusOf(session)) === statusOf(session),
  );
  return found.reverse().sort((a, b) => b.createdAt - a.createdAt);
}
