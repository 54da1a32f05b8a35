import { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { answerRefusal, asRefusal } from '../http/error-answer.ts';
import { ClerkRefusal } from '../http/errors.ts';
import { faultsOf } from '../http/faults.ts';
import { type Services } from '../services.ts';
import { type Api } from '../settings.ts';
import { backendPhoneNumberRoutes } from './backend-phone-number-routes.ts';
import { backendSessionRoutes } from './backend-session-routes.ts';
import { backendUserRoutes } from './backend-user-routes.ts';

/** The API that a backend calls with its secret key. */
export function backendApi(services: Services) {
  return (api: FastifyInstance, _options: unknown, done: () => void): void => {
    prepare(api, services, 'bapi');
    backendUserRoutes(api, services);
    backendSessionRoutes(api, services);
    backendPhoneNumberRoutes(api, services);
    done();
  };
}

/** The signing keys where the backend SDK asks for them: an outage of the keys is not one of the rest. */
export function backendKeys(services: Services) {
  return (api: FastifyInstance, _options: unknown, done: () => void): void => {
    prepare(api, services, 'jwks');
    api.get('/v1/jwks', () => services.keys.jwks());
    done();
  };
}

function prepare(api: FastifyInstance, services: Services, kind: Api): void {
  api.addHook('onRequest', faultsOf(services, kind));
  api.addHook('onRequest', (request, _reply, next) => {
    requireSecretKey(services, request);
    next();
  });
  // With a charset behind it the SDK hands its callers plain text instead of objects.
  api.addHook('onSend', (_request, reply, payload, next) => {
    if (reply.getHeader('content-type')?.toString().startsWith('application/json')) {
      reply.header('content-type', 'application/json');
    }
    next(null, payload);
  });
  api.setErrorHandler((error: FastifyError, _request, reply) =>
    answerRefusal(reply, asRefusal(error, services.log)),
  );
}

function requireSecretKey(services: Services, request: FastifyRequest): void {
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (key === undefined) throw new ClerkRefusal('authorization_header_format_invalid');
  if (key !== services.identity.secretKey) throw new ClerkRefusal('clerk_key_invalid');
}
