import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A network between a client and the API that may lose an answer after the API has done what was asked. */
export class CuttingProxy {
  private loses = false;

  private constructor(
    private readonly server: Server,
    private readonly target: string,
  ) {}

  static async before(target: string): Promise<CuttingProxy> {
    const server = createServer();
    const proxy = new CuttingProxy(server, target);
    server.on('request', (incoming, outgoing) => proxy.pass(incoming, outgoing));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next request reaches the API; of its answer nothing arrives. */
  loseNextAnswer(): void {
    this.loses = true;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const loses = this.loses;
    this.loses = false;
    const { method, headers, url = '/' } = incoming;
    const onward = request(this.target + url, { method, headers }, (answer) => {
      if (loses) answer.resume().on('end', () => outgoing.destroy());
      else {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }
    });
    incoming.pipe(onward);
  }
}
