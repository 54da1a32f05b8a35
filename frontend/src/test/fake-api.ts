/** An answer of the API; `null` is a server that cannot be reached. */
export type Answer = { status: number; body?: unknown; retryAfter?: string } | null;

export interface SeenCall {
  method: string;
  path: string;
  token: string | null;
  body: unknown;
}

/**
 * Stands in the place of `fetch`: answers in turn, the last answer for ever, and remembers who asked what. A page that
 * asks for several things at once is answered by their paths.
 */
export class FakeApi {
  readonly calls: SeenCall[] = [];
  private answers: Answer[] = [];
  private readonly held = new Map<string, Promise<void>>();
  private readonly atPaths = new Map<string, Answer[]>();

  constructor() {
    globalThis.fetch = (input, init) => this.answer(input as string, init ?? {});
  }

  answersWith(...answers: Answer[]): void {
    this.answers = answers;
  }

  /** @param path with its query, as it is asked for */
  answersAt(path: string, ...answers: Answer[]): void {
    this.atPaths.set(path, answers);
  }

  /** @returns what lets that answer go; until then it is under way */
  answersLaterAt(path: string, answer: Answer): () => void {
    this.answersAt(path, answer);
    let release: () => void = () => undefined;
    this.held.set(path, new Promise((resolve) => (release = resolve)));
    return () => release();
  }

  private async answer(url: string, init: RequestInit): Promise<Response> {
    const headers = init.headers as Record<string, string>;
    const { pathname, search } = new URL(url);
    const path = pathname + search;
    this.calls.push({
      method: init.method ?? 'GET',
      path,
      token: headers['Authorization']?.replace('Bearer ', '') ?? null,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
    });
    const answers = this.atPaths.get(path) ?? this.answers;
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    await (this.held.get(path) ?? Promise.resolve());
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
