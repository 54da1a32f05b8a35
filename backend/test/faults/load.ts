import { Agent, request } from 'node:http';

export interface Call {
  method: 'GET' | 'PATCH' | 'POST';
  path: string;
  token?: string;
  /** A string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Outcome {
  call: Call;
  /** 0 when the connection broke before an answer. */
  status: number;
  /** The problem's code, or what broke the connection. */
  code: string | undefined;
  retryAfter: string | undefined;
  body: Record<string, unknown>;
  /** When it was sent, on the clock of `performance.now()`. */
  sentAt: number;
  milliseconds: number;
}

interface LoadOptions {
  url: string;
  perSecond: number;
  /** Calls under way at the same time, at most. */
  mostAtOnce?: number;
  /** The nth call, from 0. */
  next: (n: number) => Call;
  /** Told of every outcome. */
  heard?: (outcome: Outcome) => void;
}

/** More waiting than this, and the sender waits too: a machine too slow for the pace is no fault of the API. */
const USUALLY_AT_ONCE = 16;
const PACE_MS = 5;
const GIVE_UP_MS = 15_000;

/** Sends calls at an even pace over connections that are kept, as a proxy does, and keeps every outcome. */
export class Load {
  readonly outcomes: Outcome[] = [];
  private readonly agent = new Agent({ keepAlive: true });
  private readonly beganAt = performance.now();
  private readonly pacer: NodeJS.Timeout;
  private readonly waiters: { count: number; resolve: () => void }[] = [];
  private sent = 0;
  private mostToSend = Number.POSITIVE_INFINITY;

  private constructor(private readonly options: LoadOptions) {
    // A test that fails in between must not keep its process alive.
    this.pacer = setInterval(() => this.sendWhatIsDue(), PACE_MS).unref();
  }

  static start(options: LoadOptions): Load {
    return new Load(options);
  }

  /** Waits until so many calls have an outcome. */
  answered(count: number): Promise<void> {
    if (this.outcomes.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ count, resolve }));
  }

  /** Sends no more than so many calls in all, and waits for every outcome. */
  async finish(count = this.sent): Promise<readonly Outcome[]> {
    this.mostToSend = count;
    await this.answered(Math.max(count, this.sent));
    clearInterval(this.pacer);
    this.agent.destroy();
    return this.outcomes;
  }

  get perSecond(): number {
    return Math.round((this.outcomes.length / (performance.now() - this.beganAt)) * 1_000);
  }

  private sendWhatIsDue(): void {
    const { mostAtOnce = USUALLY_AT_ONCE } = this.options;
    const due = Math.min(
      this.mostToSend,
      Math.floor(((performance.now() - this.beganAt) / 1_000) * this.options.perSecond),
    );
    while (this.sent < due && this.sent - this.outcomes.length < mostAtOnce) {
      const call = this.options.next(this.sent);
      this.sent += 1;
      void send(this.options.url, call, this.agent).then((outcome) => this.keep(outcome));
    }
  }

  private keep(outcome: Outcome): void {
    this.outcomes.push(outcome);
    this.options.heard?.(outcome);
    for (const { count, resolve } of this.waiters) if (this.outcomes.length >= count) resolve();
  }
}

/** Sends one call and waits for what becomes of it. */
export function send(url: string, call: Call, agent?: Agent): Promise<Outcome> {
  const sentAt = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, code: string | undefined, text = '{}', retryAfter?: string): void =>
      resolve({
        call,
        status,
        code,
        retryAfter,
        body: parse(text),
        sentAt,
        milliseconds: performance.now() - sentAt,
      });
    const sending = request(
      `${url}${call.path}`,
      {
        method: call.method,
        headers: {
          ...(call.token !== undefined && { authorization: `Bearer ${call.token}` }),
          ...(call.body !== undefined && { 'content-type': 'application/json' }),
          ...call.headers,
        },
        timeout: GIVE_UP_MS,
        ...(agent && { agent }),
      },
      (response) => {
        let text = '';
        response
          .setEncoding('utf8')
          .on('data', (chunk: string) => (text += chunk))
          .on('error', (error) => end(0, error.message))
          .on('end', () => {
            const { code } = parse(text);
            end(
              response.statusCode ?? 0,
              typeof code === 'string' ? code : undefined,
              text,
              response.headers['retry-after'],
            );
          });
      },
    );
    sending.on('timeout', () => sending.destroy(new Error('no answer')));
    sending.on('error', (error) => end(0, error.message));
    sending.end(typeof call.body === 'string' ? call.body : call.body && JSON.stringify(call.body));
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // No problem of ours, then; the status is what counts.
    return {};
  }
}
