import { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { ZodError, z } from 'zod';
import { answerRefusal, asRefusal } from '../http/error-answer.ts';
import { ClerkRefusal } from '../http/errors.ts';
import { inboxRoutes } from '../inbox/inbox-routes.ts';
import { type Services } from '../services.ts';
import { devRoutes } from './dev-routes.ts';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?$/;

/** The inbox and the knobs: for the person at this machine, not for web pages that happen to be open on it. */
export function devPages(services: Services) {
  return (api: FastifyInstance, _options: unknown, done: () => void): void => {
    api.addHook('onRequest', (request, reply, next) => {
      reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
      refuseStrangers(request);
      next();
    });
    api.setErrorHandler((error: FastifyError, _request, reply) => {
      if (error instanceof ZodError) return reply.status(400).send({ error: z.prettifyError(error) });
      return answerRefusal(reply, asRefusal(error, services.log));
    });
    devRoutes(api, services);
    inboxRoutes(api, services);
    done();
  };
}

/**
 * A page elsewhere can point its own name at 127.0.0.1 and then read this server as its own origin: its name gives it
 * away. It can post here blindly: its Origin gives that away. Whoever comes through the portal's proxy may sit anywhere.
 */
function refuseStrangers(request: FastifyRequest): void {
  const { host = '', origin } = request.headers;
  const isProxied =
    request.headers['x-forwarded-host'] !== undefined || request.headers['x-forwarded-for'] !== undefined;
  if (!LOOPBACK.test(host) || isProxied) {
    throw new ClerkRefusal('origin_invalid', { longMessage: 'Open this on localhost, at its own port.' });
  }
  if (origin !== undefined && origin !== `http://${host}`) throw new ClerkRefusal('origin_invalid');
}
