import { readFileSync } from 'node:fs';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { DEMO_PEOPLE } from '../../demo-people.ts';
import { type Services } from '../services.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const FILES = [
  ['/', 'inbox.html', 'text/html; charset=utf-8'],
  ['/inbox/inbox.css', 'inbox.css', 'text/css; charset=utf-8'],
  ['/inbox/people.css', 'people.css', 'text/css; charset=utf-8'],
  ['/inbox/inbox.js', 'inbox.js', 'text/javascript; charset=utf-8'],
  ['/inbox/copy.js', 'copy.js', 'text/javascript; charset=utf-8'],
  ['/inbox/people.js', 'people.js', 'text/javascript; charset=utf-8'],
  ['/inbox/icon.svg', 'icon.svg', 'image/svg+xml'],
] as const;

const KEEP_ALIVE_MS = 15_000;

/** The page that looks like a phone, and the stream that keeps it live. */
export function inboxRoutes(api: FastifyInstance, services: Services): void {
  for (const [path, file, type] of FILES) {
    api.get(path, (_request, reply) =>
      reply
        .header('content-security-policy', CONTENT_SECURITY_POLICY)
        .header('referrer-policy', 'no-referrer')
        .type(type)
        .send(readFileSync(new URL(file, import.meta.url))),
    );
  }
  api.get('/inbox/people', () => ({ items: DEMO_PEOPLE }));
  api.get('/inbox/messages', (request, reply) => stream(services, request, reply));
}

/** Server-sent events: the whole list at once and again at every change, so that a reconnect misses nothing. */
function stream(services: Services, request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (): void => {
    const view = {
      items: services.messages.list(),
      portal: services.settings.values.portalOrigins[0] ?? null,
    };
    raw.write(`retry: 1000\ndata: ${JSON.stringify(view)}\n\n`);
  };
  send();
  const unwatch = services.messages.watch(send);
  const keepAlive = setInterval(() => raw.write(': still here\n\n'), KEEP_ALIVE_MS);
  request.raw.on('close', () => {
    unwatch();
    clearInterval(keepAlive);
  });
}
