import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PinoLogger } from 'nestjs-pino';
import { type AddressInfo } from 'node:net';
import pino from 'pino';
import { type RateLimits } from '../src/common/http/rate-limits.js';
import { createApp } from '../src/app.setup.js';
import { ClerkFake } from './fakes/clerk-fake.js';
import { leaksIn } from './leaks.js';
import { testEnvironment } from './test-environment.js';

const UNLIMITED: RateLimits = {
  refusedExchangesPerAddress: 1_000_000,
  exchangesPerClerkUser: 1_000_000,
  requestsPerUser: 1_000_000,
  codeLookUpsPerAddress: 1_000_000,
  redemptionsPerUser: 1_000_000,
  refusedDocsSignInsPerAddress: 1_000_000,
};

interface TestAppOptions {
  databaseUrl?: string;
  rateLimits?: RateLimits;
  variables?: Record<string, string>;
}

/** The whole API on a port of its own, with a fake of Clerk's cloud beside it and a log to read. */
export class TestApp {
  private constructor(
    readonly nest: NestFastifyApplication,
    readonly clerk: ClerkFake,
    /** Every line logged so far. */
    readonly logLines: readonly string[],
    private readonly secrets: readonly string[],
    private readonly giveLogBack: () => void,
  ) {}

  static async start({
    databaseUrl,
    rateLimits = UNLIMITED,
    variables,
  }: TestAppOptions = {}): Promise<TestApp> {
    const clerk = await ClerkFake.start();
    const environment = testEnvironment({
      CLERK_JWKS_URL: `${clerk.url}/.well-known/jwks.json`,
      CLERK_API_URL: clerk.url,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...variables,
    });
    const lines: string[] = [];
    const logStream = { write: (line: string) => void lines.push(line) };
    const nest = await createApp(environment, { rateLimits, logStream, runsJobs: false });
    // A process has one logger: the youngest app has it, and gives it back.
    const root = PinoLogger.root as unknown as Record<symbol, unknown>;
    const before = root[pino.symbols.streamSym];
    root[pino.symbols.streamSym] = logStream;
    await nest.listen(0, '127.0.0.1');
    const { appToken, databaseUrl: url } = environment;
    return new TestApp(nest, clerk, lines, [appToken.secret, appToken.previousSecret ?? '', url], () => {
      root[pino.symbols.streamSym] = before;
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.nest.getHttpServer().address() as AddressInfo).port}`;
  }

  async request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const { token, body, headers } = options;
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  }

  exchange(token: string | undefined, body: unknown): Promise<Answer> {
    return this.request('POST', '/auth/verify-clerk-token', { ...(token !== undefined && { token }), body });
  }

  /** @throws Error when a line of the log gave something away: every suite proves it by the way. */
  async stop(): Promise<void> {
    await this.nest.close();
    await this.clerk.stop();
    this.giveLogBack();
    const leaks = leaksIn(this.logLines, this.secrets);
    if (leaks.length > 0) throw new Error(`The log gives away or forges:\n${leaks.join('\n')}`);
  }
}

interface RequestOptions {
  token?: string;
  /** A string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // The test looks at `text` then.
    return {};
  }
}
