import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { portalOf, sessionView, withClient } from '../http/client-envelope.ts';
import { ownSession } from '../http/signed-in.ts';
import { type SessionStatus } from '../state/records.ts';
import { eventOriginOf } from '../http/requests.ts';
import { type Services } from '../services.ts';
import { toBackendSessionView } from '../views/session-view.ts';
import { type Json } from '../views/json.ts';

/** A browser's own sessions: kept alive, given tokens, ended. */
export function sessionRoutes(api: FastifyInstance, services: Services): void {
  api.post('/v1/client/sessions/:id/touch', async (request) => {
    const { client, session } = ownSession(services, request);
    const touched = { ...session, lastActiveAt: Date.now() };
    services.store.putSession(touched);
    client.lastActiveSessionId = session.id;
    const response = await sessionView(services, request, touched);
    return withClient(services, request, { response, client });
  });

  // The one answer without an envelope: clerk-js retries for minutes when it finds one.
  api.post('/v1/client/sessions/:id/tokens', async (request) => {
    const { session, user } = ownSession(services, request);
    const jwt = await services.tokens.sessionToken(session, user, portalOf(services, request));
    return { object: 'token', jwt };
  });

  api.post('/v1/client/sessions/:id/tokens/:template', async (request) => {
    const { user } = ownSession(services, request);
    return { object: 'token', jwt: await services.tokens.templateToken(user, portalOf(services, request)) };
  });

  api.post('/v1/client/sessions/:id/end', (request) => end(services, request, 'ended'));
  api.post('/v1/client/sessions/:id/remove', (request) => end(services, request, 'removed'));
}

function end(services: Services, request: FastifyRequest, status: SessionStatus): Promise<Json> {
  const { client, session } = ownSession(services, request);
  const ended = services.accounts.endSession(session, status, eventOriginOf(request));
  return withClient(services, request, { response: toBackendSessionView(ended), client });
}
