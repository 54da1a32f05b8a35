import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { clientOf, forgetClient, newClient, usesDevBrowsers } from '../http/browsers.ts';
import { clientView } from '../http/client-envelope.ts';
import { notFound } from '../http/errors.ts';
import { newId } from '../identifiers.ts';
import { type ClientRecord } from '../state/records.ts';
import { eventOriginOf } from '../http/requests.ts';
import { type Services } from '../services.ts';
import { toEnvironmentView } from '../views/environment-view.ts';

/** The instance's settings, the browser itself, and signing it out. */
export function clientRoutes(api: FastifyInstance, services: Services): void {
  api.get('/v1/environment', () => toEnvironmentView());
  api.patch('/v1/environment', () => toEnvironmentView());

  api.post('/v1/dev_browser', () => {
    if (!usesDevBrowsers(services)) throw notFound('path', '/v1/dev_browser');
    const { secret } = newClient(services, newId('dvb'));
    return { object: 'dev_browser', id: secret, token: secret };
  });

  api.get('/v1/client', async (request) => {
    const client = clientOf(services, request);
    return { response: client ? await clientView(services, request, client) : null, client: null };
  });

  api.delete('/v1/client', (request, reply) => {
    const client = clientOf(services, request);
    if (client === undefined) return { response: null, client: null };
    signOut(services, request, client);
    forgetClient(services, client, reply);
    return { response: null, client: null };
  });

  // What Clerk.signOut() calls. The browser keeps its cookie.
  api.delete('/v1/client/sessions', async (request) => {
    const client = clientOf(services, request);
    if (client === undefined) return { response: null, client: null };
    signOut(services, request, client);
    return { response: await clientView(services, request, client), client: null };
  });
}

function signOut(services: Services, request: FastifyRequest, client: ClientRecord): void {
  for (const session of services.accounts.liveSessionsOn(client)) {
    services.accounts.endSession(session, 'removed', eventOriginOf(request));
  }
}
