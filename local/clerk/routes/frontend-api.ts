import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { usesDevBrowsers } from '../http/browsers.ts';
import { clientView } from '../http/client-envelope.ts';
import { answerRefusal, asRefusal } from '../http/error-answer.ts';
import { ClerkRefusal } from '../http/errors.ts';
import { faultsOf } from '../http/faults.ts';
import { optionalText, queryOf } from '../http/requests.ts';
import { type Services } from '../services.ts';
import { type Json } from '../views/json.ts';
import { clientRoutes } from './client-routes.ts';
import { mePhoneNumberRoutes } from './me-phone-number-routes.ts';
import { meRoutes } from './me-routes.ts';
import { reverificationRoutes } from './reverification-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { signUpRoutes } from './sign-up-routes.ts';

const EXPOSED = 'Clerk-Db-Jwt, X-Country, Retry-After, Authorization';

/** The API that clerk-js calls from the browser. */
export function frontendApi(services: Services) {
  return (api: FastifyInstance, _options: unknown, done: () => void): void => {
    api.addHook('onRequest', (request, reply, next) => {
      letOriginRead(services, request, reply);
      next();
    });
    api.addHook('onRequest', faultsOf(services, 'fapi'));
    api.addHook('onRequest', (request, _reply, next) => {
      refuseForeignOrigin(services, request);
      next();
    });
    api.setErrorHandler(async (error: FastifyError, request, reply) => {
      const refusal = asRefusal(error, services.log);
      return answerRefusal(reply, refusal, await clientIfKnown(services, request));
    });
    api.options('/v1/*', (_request, reply) => reply.status(204).send());
    clientRoutes(api, services);
    signInRoutes(api, services);
    signUpRoutes(api, services);
    sessionRoutes(api, services);
    reverificationRoutes(api, services);
    meRoutes(api, services);
    mePhoneNumberRoutes(api, services);
    done();
  };
}

function letOriginRead(services: Services, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('cache-control', 'no-store').header('vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !isPortal(services, origin)) return;
  reply
    .header('access-control-allow-origin', origin)
    .header('access-control-allow-credentials', 'true')
    .header('access-control-allow-methods', 'GET, POST')
    .header('access-control-allow-headers', 'content-type, authorization')
    .header('access-control-expose-headers', EXPOSED);
}

function refuseForeignOrigin(services: Services, request: FastifyRequest): void {
  const { origin } = request.headers;
  if (origin !== undefined && !isPortal(services, origin)) throw new ClerkRefusal('origin_invalid');
}

function isPortal(services: Services, origin: string): boolean {
  const { portalOrigins } = services.settings.values;
  return portalOrigins.length === 0 || portalOrigins.includes(origin);
}

async function clientIfKnown(services: Services, request: FastifyRequest): Promise<Json | undefined> {
  const secret = usesDevBrowsers(services)
    ? optionalText(queryOf(request), '__clerk_db_jwt')
    : request.cookies['__client'];
  const client = services.store.clientBySecret(secret ?? '');
  return client && clientView(services, request, client);
}
