/** An answer of the API; `null` is a server that cannot be reached. */
export type Answer = { status: number; body?: unknown; retryAfter?: string } | null;

export interface SeenCall {
  method: string;
  path: string;
  token: string | null;
  body: unknown;
}

/** Stands in the place of `fetch`: answers in turn, the last answer for ever, and remembers who asked what. */
export class FakeApi {
  readonly calls: SeenCall[] = [];
  private answers: Answer[] = [];

  constructor() {
    globalThis.fetch = (input, init) => this.answer(input as string, init ?? {});
  }

  answersWith(...answers: Answer[]): void {
    this.answers = answers;
  }

  private async answer(url: string, init: RequestInit): Promise<Response> {
    const headers = init.headers as Record<string, string>;
    this.calls.push({
      method: init.method ?? 'GET',
      path: new URL(url).pathname,
      token: headers['Authorization']?.replace('Bearer ', '') ?? null,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
    });
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    await Promise.resolve();
    if (!answer) throw new TypeError('Failed to fetch');
    const { status, body, retryAfter } = answer;
    return {
      ok: status < 400,
      status,
      headers: { get: () => retryAfter ?? null },
      blob: () => Promise.resolve(new Blob([JSON.stringify(body)], { type: 'application/json' })),
      json: () => (body === undefined ? Promise.reject(new SyntaxError('no JSON')) : Promise.resolve(body)),
    } as unknown as Response;
  }
}

/** A refusal as the API writes it. */
export function problem(status: number, code: string, rest: object = {}): Answer {
  return {
    status,
    body: { type: `urn:bharatprint:error:${code}`, title: code, status, code, requestId: 'r', ...rest },
  };
}
