interface Answer {
  status: number;
  headers: Headers;
  /** The JSON as it came; tests say what they expect of it. */
  body: FapiBody;
}

interface FapiBody {
  response?: Record<string, unknown> | null;
  client?: { sessions: { id: string; status: string }[] } | null;
  errors?: { code: string; meta: Record<string, unknown> }[];
  id?: string;
  object?: string;
  jwt?: string;
}

/** A browser without a page: keeps the cookie and sends what clerk-js sends. */
export class HttpBrowser {
  private readonly base: string;
  private readonly headers: Record<string, string>;
  private cookie = '';

  constructor(base: string, headers: Record<string, string> = {}) {
    this.base = base;
    this.headers = headers;
  }

  async get(path: string): Promise<Answer> {
    return this.send(path, { headers: { ...this.headers, cookie: this.cookie } });
  }

  async post(path: string, form: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, {
      method: 'POST',
      headers: { ...this.headers, cookie: this.cookie },
      body: new URLSearchParams(form),
    });
  }

  /** Signs a test number up and in: its code is known beforehand. */
  async signUp(phoneNumber: string): Promise<{ userId: string; sessionId: string }> {
    const begun = await this.post('/v1/client/sign_ups', { phone_number: phoneNumber });
    const path = `/v1/client/sign_ups/${String(begun.body.response?.['id'])}`;
    await this.post(`${path}/prepare_verification`, { strategy: 'phone_code' });
    const done = await this.post(`${path}/attempt_verification`, { strategy: 'phone_code', code: '424242' });
    const { created_user_id: userId, created_session_id: sessionId } = done.body.response ?? {};
    if (typeof userId !== 'string' || typeof sessionId !== 'string')
      throw new Error(JSON.stringify(done.body));
    return { userId, sessionId };
  }

  /** Signs a test number in that has an account. */
  async signIn(phoneNumber: string): Promise<{ sessionId: string }> {
    const begun = await this.sendCode(phoneNumber);
    const path = `/v1/client/sign_ins/${String(begun.body.response?.['id'])}/attempt_first_factor`;
    const done = await this.post(path, { strategy: 'phone_code', code: '424242' });
    const sessionId = done.body.response?.['created_session_id'];
    if (typeof sessionId !== 'string') throw new Error(JSON.stringify(done.body));
    return { sessionId };
  }

  /** Begins to sign in with any number, known or not, and has its code sent. */
  sendCode(phoneNumber: string): Promise<Answer> {
    const form = { identifier: phoneNumber, sign_up_if_missing: 'true', strategy: 'phone_code' };
    return this.post('/v1/client/sign_ins', form);
  }

  /** Takes over another one's cookie, as the same browser does after the server moved. */
  become(other: HttpBrowser): void {
    this.cookie = other.cookie;
  }

  signOut(): Promise<Answer> {
    return this.post('/v1/client/sessions?_method=DELETE');
  }

  private async send(path: string, request: RequestInit): Promise<Answer> {
    const answer = await fetch(`${this.base}${path}`, request);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie !== undefined) this.cookie = cookie;
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as FapiBody };
  }
}
