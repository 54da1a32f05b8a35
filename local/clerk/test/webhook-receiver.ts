import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { verifyWebhook } from '@clerk/backend/webhooks';

export interface ReceivedEvent {
  id: string;
  type: string;
  data: Record<string, unknown>;
}

/** Takes webhooks as a backend does: checks the signature with Clerk's own code, then answers what the test wants. */
export class WebhookReceiver {
  /** Every delivery with a good signature, also those answered with a failure. */
  readonly events: ReceivedEvent[] = [];
  answer: () => number | 'never' = () => 200;
  private waiting: (() => void)[] = [];
  private readonly secret: string;
  private readonly server = createServer((request, reply) => {
    if (request.method !== 'POST') {
      reply.writeHead(200).end();
      return;
    }
    void this.take(request).then(() => {
      const status = this.answer();
      if (status !== 'never') reply.writeHead(status, { location: '/elsewhere' }).end();
    });
  });

  constructor(secret: string) {
    this.secret = secret;
  }

  /** Takes webhooks at a port, or at any free one. */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhooks/clerk`;
  }

  /** Resolves with the first `count` events. */
  async received(count: number): Promise<ReceivedEvent[]> {
    while (this.events.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.events.slice(0, count);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async take(incoming: IncomingMessage): Promise<void> {
    const body = await textOf(incoming);
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const request = new Request('http://api.test/webhooks/clerk', { method: 'POST', headers, body });
    const { type, data } = await verifyWebhook(request, { signingSecret: this.secret });
    const id = String(incoming.headers['svix-id']);
    this.events.push({ id, type, data: data as unknown as Record<string, unknown> });
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
