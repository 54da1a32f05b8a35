import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { answerJson, newKey } from '../../test/fakes/clerk-fake.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { ClerkKeys } from '../clerk/clerk-keys.js';
import { startTracing } from './start-tracing.js';

interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  status: { code?: number };
}

/** An OTLP/HTTP receiver that keeps what it is sent. */
class Receiver {
  readonly bodies: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const receiver: Receiver = new Receiver(
      createServer((request, response) => {
        let body = '';
        request.on('data', (part: Buffer) => (body += part.toString()));
        request.on('end', () => {
          if (request.url === '/v1/traces') receiver.bodies.push(body);
          response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
        });
      }),
    );
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get spans(): OtlpSpan[] {
    return this.bodies.flatMap((body) => {
      const { resourceSpans } = JSON.parse(body) as {
        resourceSpans: { scopeSpans: { spans: OtlpSpan[] }[] }[];
      };
      return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

describe(startTracing.name, () => {
  const asha = anOwner();
  let database: TestDatabase;
  let receiver: Receiver;

  beforeAll(async () => {
    database = await TestDatabase.start();
  }, 60_000);

  beforeEach(async () => {
    receiver = await Receiver.start();
  });

  afterEach(async () => {
    await receiver.stop();
  });

  afterAll(async () => {
    await database.stop();
  });

  const anApp = (variables: Record<string, string> = {}) =>
    TestApp.start({
      databaseUrl: database.server.apiUrl,
      variables: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...variables },
    });
  const signIn = async (app: TestApp) => {
    app.clerk.knows(asha);
    const { body } = await app.exchange(aClerkToken(app.clerk.key, asha.id), {
      clerkUserId: asha.id,
      phoneNumber: asha.phoneNumber,
    });
    return String(body['token']);
  };
  const factsOf = ({ attributes }: OtlpSpan) =>
    Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));
  const TRACE = '0af7651916cd43dd8448eb211c80319c';
  const CALLER = 'b7ad6b7169203331';

  it("goes on with the caller's trace, from the request to its query", async () => {
    const app = await anApp();
    const token = await signIn(app);
    const { headers } = await app.request('GET', '/users/me?secret=hush', {
      token,
      headers: { traceparent: `00-${TRACE}-${CALLER}-01` },
    });
    await app.stop();

    const spans = receiver.spans.filter(({ traceId }) => traceId === TRACE);
    expect(spans.map(({ name }) => name).sort()).toEqual(['GET /users/me', 'caller']);
    const [request, query] = [
      spans.find(({ name }) => name !== 'caller'),
      spans.find(({ name }) => name === 'caller'),
    ];
    expect(request?.parentSpanId).toBe(CALLER);
    expect(query?.parentSpanId).toBe(request?.spanId);
    expect(request && factsOf(request)).toEqual({
      'http.request.method': 'GET',
      'http.route': '/users/me',
      'http.response.status_code': 200,
      'bharatprint.request_id': headers.get('x-request-id'),
    });
  });

  it('sees the queries of a request with a body, and of a transaction', async () => {
    const app = await anApp();
    const token = await signIn(app);
    await app.request('PATCH', '/users/me', { token, body: { shopName: 'Asha Prints' } });
    await app.request('GET', '/users/me/export', { token });
    await app.stop();

    const childrenOf = (name: string) => {
      const parent = receiver.spans.find((span) => span.name === name);
      return receiver.spans.flatMap((span) => (span.parentSpanId === parent?.spanId ? [span.name] : []));
    };
    expect(childrenOf('POST /auth/verify-clerk-token')).toContain('sign-in');
    expect(childrenOf('PATCH /users/me')).toContain('write-profile');
    expect(childrenOf('GET /users/me/export')).toContain('transaction');
  });

  it('sees what is asked of Clerk, and the fetch of its keys, and marks what Clerk refused', async () => {
    const app = await anApp();
    await app.nest.get(ClerkKeys, { strict: false })['fetching'];
    const ravi = anOwner();
    const exchange = (key = app.clerk.key) =>
      app.exchange(aClerkToken(key, ravi.id), { clerkUserId: ravi.id, phoneNumber: ravi.phoneNumber });
    // A key nobody has heard of yet is looked for; then an unknown owner is asked about.
    expect((await exchange(newKey('ins_next'))).status).toBe(401);
    app.clerk.answerUsers = answerJson(500, {});
    expect((await exchange()).status).toBe(503);
    await app.stop();

    const asked = receiver.spans.filter((span) => factsOf(span)['peer.service'] === 'clerk');
    expect(asked.map(({ name, status }) => [name, status.code === 2])).toEqual([
      ['jwks', false],
      ['users.getUser', true],
    ]);
    const requests = receiver.spans.filter(({ name }) => name === 'POST /auth/verify-clerk-token');
    expect(asked.map(({ parentSpanId }) => parentSpanId)).toEqual(requests.map(({ spanId }) => spanId));
    expect(asked[1] && factsOf(asked[1])).toEqual({
      'peer.service': 'clerk',
      'error.type': 'auth.clerk_unavailable',
    });
  });

  it('keeps traces of requests at the same time apart', async () => {
    const app = await anApp();
    const token = await signIn(app);
    const traceIds = Array.from({ length: 30 }, (_, n) => `${'0'.repeat(30)}${n + 10}`);
    await Promise.all(
      traceIds.map((traceId) =>
        app.request('GET', '/users/me', { token, headers: { traceparent: `00-${traceId}-${CALLER}-01` } }),
      ),
    );
    await app.stop();
    for (const id of traceIds) {
      expect(receiver.spans.filter(({ traceId }) => traceId === id).length).toBe(2);
    }
  });

  it('tells no number, no token and no value', async () => {
    const app = await anApp();
    const token = await signIn(app);
    await app.request('PATCH', '/users/me', { token, body: { shopName: 'Asha Prints' } });
    await app.request('GET', `/nope/${asha.phoneNumber}?q=${asha.phoneNumber}`, { token });
    await app.stop();

    const text = receiver.bodies.join('\n');
    expect(receiver.spans.length).toBeGreaterThan(4);
    for (const secret of [asha.phoneNumber.slice(3), asha.id, token, 'Asha', 'nope', '127.0.0.1']) {
      expect(text).not.toContain(secret);
    }
  });

  it('marks what failed, by its code alone', async () => {
    const app = await anApp();
    const token = await signIn(app);
    const unlock = await database.lock('users');
    expect((await app.request('GET', '/users/me', { token })).status).toBe(503);
    await unlock();
    await app.stop();

    const failed = receiver.spans.filter(({ status }) => status.code === 2);
    expect(failed.map(({ name }) => name).sort()).toEqual(['GET /users/me', 'caller']);
    const query = failed.find(({ name }) => name === 'caller');
    expect(query && factsOf(query)['error.type']).toBe('55P03');
  });

  it('traces the share it is told to, and what a caller decided to trace', async () => {
    const app = await anApp({ OTEL_TRACES_SAMPLER_ARG: '0' });
    await app.request('GET', '/health/live');
    await app.request('GET', '/health/live', { headers: { traceparent: `00-${TRACE}-${CALLER}-01` } });
    await app.stop();
    expect(receiver.spans.map(({ traceId }) => traceId)).toEqual([TRACE]);
  });

  it('neither fails nor waits where nobody receives', async () => {
    const app = await anApp({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    expect((await app.request('GET', '/health/live')).status).toBe(200);
    const begun = performance.now();
    await app.stop();
    expect(performance.now() - begun).toBeLessThan(8_000);
  });

  it('is off without an endpoint', async () => {
    const app = await TestApp.start();
    await app.request('GET', '/health/live', { headers: { traceparent: `00-${TRACE}-${CALLER}-01` } });
    await app.stop();
    await pause(50);
    expect(receiver.bodies).toEqual([]);
  });
});
