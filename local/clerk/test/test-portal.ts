import { readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { type ClerkJsBuild } from './clerk-js-builds.ts';

/** A page that loads Clerk's script, and the stand-in behind the page's own origin. */
export interface TestPortal {
  origin: string;
  stop(): Promise<void>;
}

/** @param target where the stand-in is now; asked at every call, since a restart may move it */
export async function startTestPortal(
  build: ClerkJsBuild,
  publishableKey: string,
  target: () => number,
): Promise<TestPortal> {
  const server = createServer((incoming, answer) => {
    const path = incoming.url ?? '/';
    if (path.startsWith('/__clerk/')) proxy(incoming, answer, target());
    else if (path === '/') send(answer, 'text/html', page(build, publishableKey));
    else if (path === '/steps.js') send(answer, 'text/javascript', file(import.meta.dirname, 'steps.js'));
    else if (path.startsWith('/clerk/')) send(answer, 'text/javascript', file(build.folder, basename(path)));
    else answer.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function page(build: ClerkJsBuild, publishableKey: string): string {
  return `<!doctype html><html lang="en"><title>Portal</title>
<script>window.__clerk_proxy_url = '/__clerk'</script>
<script src="/clerk/${build.file}" data-clerk-publishable-key="${publishableKey}"></script>
<script src="/steps.js"></script>`;
}

function file(folder: string, name: string): Buffer {
  return readFileSync(join(folder, name));
}

function send(answer: ServerResponse, type: string, body: string | Buffer): void {
  answer.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
}

function proxy(incoming: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method, headers, url } = incoming;
  const forwarded = request({ host: '127.0.0.1', port, method, path: url, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(answer);
  });
  forwarded.on('error', () => answer.destroy());
  answer.on('close', () => forwarded.destroy());
  incoming.pipe(forwarded);
}
