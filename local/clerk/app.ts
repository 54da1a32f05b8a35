import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import { type IncomingMessage } from 'node:http';
import { answerRefusal } from './http/error-answer.ts';
import { notFound } from './http/errors.ts';
import { backendApi, backendKeys } from './routes/backend-api.ts';
import { devPages } from './routes/dev-pages.ts';
import { frontendApi } from './routes/frontend-api.ts';
import { publicKeys } from './routes/jwks-routes.ts';
import { type Services } from './services.ts';

// Only what browsers need: the inbox stays where it is, whoever can reach the portal.
const PROXY_PREFIX = /^\/__clerk(?=\/(?:v1|\.well-known)\/)/;
const METHOD_PARAMETER = /[?&]_method=(PATCH|DELETE|PUT)(?:&|$)/;

/** The stand-in's routes on one server, not yet listening. */
export async function buildApp(services: Services): Promise<FastifyInstance> {
  // clerk-js adds a number under /me/phone_numbers/, which it documents without the slash.
  const app = fastify({
    forceCloseConnections: true,
    rewriteUrl: plainRequest,
    routerOptions: { ignoreTrailingSlash: true },
  });
  await app.register(cookie);
  await app.register(formbody);
  acceptEmptyJson(app);
  // Nothing that was answered may be forgotten by a kill right after.
  app.addHook('onSend', async () => {
    await services.store.saved();
  });
  app.setNotFoundHandler((request, reply) => answerRefusal(reply, notFound('path', request.url)));
  await app.register(publicKeys(services));
  await app.register(backendKeys(services));
  await app.register(backendApi(services));
  await app.register(frontendApi(services));
  await app.register(devPages(services));
  return app;
}

/**
 * clerk-js sends GET and POST only and names other methods in the query; portals reach this server under a prefix of
 * their own origin. Both are undone before routing.
 */
function plainRequest(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const method = METHOD_PARAMETER.exec(url)?.[1];
  if (request.method === 'POST' && method !== undefined) request.method = method;
  const path = url.replace(PROXY_PREFIX, '');
  return path.startsWith('/') ? path : `/${path}`;
}

/** The backend SDK says JSON also where it sends nothing. */
function acceptEmptyJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : (JSON.parse(body as string) as unknown));
    } catch (error) {
      done(Object.assign(error as Error, { statusCode: 400 }));
    }
  });
}
