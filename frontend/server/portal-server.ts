import fastifyHttpProxy from '@fastify/http-proxy';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { portalConfig } from './portal-config.ts';
import { type PortalSettings } from './portal-settings.ts';
import { RETIRED_WORKER } from './retired-worker.ts';
import { securityHeaders } from './security-headers.ts';

const A_YEAR = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';
// Angular names bundles and faces <name>-<eight characters of hash>; files of public/ keep theirs and are asked for again.
const HASHED_NAME =
  /[\\/](?:(?:chunk|main|polyfills|styles|worker)-[\w-]{8}\.(?:js|css)(?:\.br|\.gz)?|media[\\/][\w-]+-[\w-]{8}\.woff2)$/;

/**
 * Serves the built portal: files with a hash in their name for a year, everything else revalidated, every route of
 * the app as index.html, and `/config.json` from the settings. In local mode it also proxies `/__clerk`.
 */
export async function createPortalServer(settings: PortalSettings): Promise<FastifyInstance> {
  const server = fastify({ forceCloseConnections: true });
  const headers = securityHeaders(settings);
  server.addHook('onSend', (_request, reply, payload, done) => {
    reply.headers(headers);
    done(null, payload);
  });

  server.get('/config.json', (_request, reply) => {
    void reply.header('cache-control', REVALIDATE);
    return portalConfig(settings);
  });
  if (!settings.serviceWorker)
    server.get('/service-worker.js', (_request, reply) =>
      reply.header('cache-control', REVALIDATE).type('text/javascript; charset=utf-8').send(RETIRED_WORKER),
    );
  server.get('/healthz', () => ({ status: 'ok' }));
  if (settings.clerkProxyTarget !== null) await proxyClerk(server, settings.clerkProxyTarget);

  await server.register(fastifyStatic, {
    root: settings.root,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      void reply.header('cache-control', HASHED_NAME.test(file) ? A_YEAR : REVALIDATE);
    },
  });
  server.setNotFoundHandler((request, reply) => {
    const isPage =
      ['GET', 'HEAD'].includes(request.method) &&
      !/\.[a-z0-9]+$/i.test(new URL(request.url, 'http://portal').pathname);
    return isPage ? reply.code(200).sendFile('index.html') : refuse(reply);
  });
  return server;
}

/** While a release is rolled out another replica may have the file: a cache in between must ask again. */
function refuse(reply: FastifyReply): FastifyReply {
  return reply.code(404).header('cache-control', 'no-store').type('text/plain').send('Not found');
}

/**
 * The stand-in mints `azp` from the Origin header and knows the browser by its cookie, so both must pass through
 * untouched; a stand-in that is down answers in Clerk's own JSON shape, which clerk-js expects of every answer.
 */
async function proxyClerk(server: FastifyInstance, upstream: string): Promise<void> {
  await server.register(fastifyHttpProxy, {
    upstream,
    prefix: '/__clerk',
    // The stand-in answers Clerk's APIs alone under this prefix: its inbox must not be readable through the portal.
    rewritePrefix: '/__clerk',
    replyOptions: {
      onError: (reply) => {
        void reply.code(502).send({
          errors: [
            { code: 'proxy_error', message: 'Bad gateway', long_message: 'Clerk could not be reached.' },
          ],
        });
      },
    },
  });
}
