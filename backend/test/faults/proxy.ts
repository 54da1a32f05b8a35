import {
  Agent,
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

interface Upstream {
  port: number;
  agent: Agent;
  isReady: boolean;
}

interface Received {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
}

const CHECK_EVERY_MS = 500;
const CHECK_LIMIT_MS = 2_000;
/** They belong to one connection, not to the message. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding'];

/**
 * What stands before the replicas in production: requests in turn to those whose readiness says so, and reads once more
 * to another replica when a connection breaks. What may have been done already is never sent twice.
 */
export class Proxy {
  retries = 0;
  /** Requests that found no replica, or broke and must not be repeated. */
  failures = 0;
  /** When a connection last broke, on the clock of `performance.now()`. */
  lastTroubleAt = 0;
  private turn = 0;
  private isStopped = false;

  private constructor(
    private readonly server: Server,
    private readonly upstreams: Upstream[],
  ) {
    void this.keepChecking();
  }

  static async start(ports: readonly number[]): Promise<Proxy> {
    const server = createServer((incoming, response) => void proxy.forward(incoming, response));
    const upstreams = ports.map((port) => ({ port, agent: new Agent({ keepAlive: true }), isReady: true }));
    const proxy = new Proxy(server, upstreams);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Waits until the replica on this port is in turn again. */
  async untilReady(port: number): Promise<void> {
    while (!this.upstreams.some((upstream) => upstream.port === port && upstream.isReady)) await pause(50);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const { agent } of this.upstreams) agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** One check after the other: the answer to an older one must not hide the newer. */
  private async keepChecking(): Promise<void> {
    while (!this.isStopped) {
      await Promise.all(this.upstreams.map(check));
      await pause(CHECK_EVERY_MS, undefined, { ref: false });
    }
  }

  private async forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const first = this.choose();
    try {
      answer(response, await ask(first, incoming, body));
    } catch (error) {
      first.isReady = false;
      this.lastTroubleAt = performance.now();
      const other = this.choose(first);
      if (!mayRepeat(incoming, error)) {
        this.fail(response);
        return;
      }
      this.retries += 1;
      await ask(other, incoming, body).then(
        (received) => answer(response, received),
        () => this.fail(response),
      );
    }
  }

  /** The next ready replica; any when none is, since it may be better than it says. */
  private choose(butNot?: Upstream): Upstream {
    const others = this.upstreams.filter((upstream) => upstream !== butNot);
    const ready = others.filter(({ isReady }) => isReady);
    const choices = ready.length > 0 ? ready : others;
    this.turn += 1;
    const choice = choices[this.turn % choices.length];
    if (!choice) throw new Error('there is no other replica');
    return choice;
  }

  private fail(response: ServerResponse): void {
    this.failures += 1;
    response.writeHead(502).end();
  }
}

async function check(upstream: Upstream): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${upstream.port}/health/ready`, {
    signal: AbortSignal.timeout(CHECK_LIMIT_MS),
  }).catch(() => null);
  upstream.isReady = answer?.ok === true;
}

function ask(upstream: Upstream, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { connection: _, ...passedOn } = headers;
    const { port, agent } = upstream;
    request({ host: '127.0.0.1', port, agent, method, path: url, headers: passedOn }, (response) => {
      buffer(response).then(
        (received) =>
          resolve({ status: response.statusCode ?? 502, headers: response.headers, body: received }),
        reject,
      );
    })
      .on('error', reject)
      .end(body);
  });
}

function answer(response: ServerResponse, { status, headers, body }: Received): void {
  const passedOn = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name));
  response.writeHead(status, Object.fromEntries(passedOn)).end(body);
}

/** A read does no harm twice; anything else only when the replica cannot have seen it. */
function mayRepeat({ method }: IncomingMessage, error: unknown): boolean {
  return method === 'GET' || (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
}
