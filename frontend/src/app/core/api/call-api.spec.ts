import { FakeApi, problem } from '../../../test/fake-api.js';
import { askAhead } from './asked-ahead.js';
import { callApi, fetchFile } from './call-api.js';
import { PATIENCE_MS } from './send-call.js';

const URL_ = 'https://api.test/users/me';
const ask = (method: 'POST' | 'DELETE', body?: object): Promise<unknown> =>
  callApi({ method, url: URL_, token: 'app-token', ...(body === undefined ? {} : { body }) });
let api: FakeApi;
let asked: jest.SpyInstance;

const request = (): RequestInit => (asked.mock.calls[0] as [string, RequestInit])[1];

beforeEach(() => {
  api = new FakeApi();
  asked = jest.spyOn(globalThis, 'fetch');
});
afterEach(() => jest.restoreAllMocks());

describe(callApi.name, () => {
  it('takes 204 for an answer without a body', async () => {
    api.answersWith({ status: 204 });
    await expect(ask('POST')).resolves.toBeUndefined();
  });

  it.each([
    ['an answer that was cut, or a page in its place', 200],
    ["a hotel's refusal", 401],
    ["a firewall's refusal", 403],
    ['a network that wants a sign-in of its own', 511],
    ['a proxy without an API behind it', 502],
  ])('takes %s for a network that does not reach the API', async (_case, status) => {
    api.answersWith({ status });
    await expect(ask('POST')).rejects.toMatchObject({ code: 'network', isPassing: true });
  });

  it("knows the API's own refusal by its document", async () => {
    api.answersWith(problem(401, 'auth.unauthorized'));
    await expect(ask('POST')).rejects.toMatchObject({ code: 'auth.unauthorized' });
  });

  it('sends a POST without a body as one: no body, no content type', async () => {
    api.answersWith({ status: 204 });
    await ask('POST');
    expect(request()).toMatchObject({ method: 'POST', body: null });
    expect(request().headers).toEqual({ Authorization: 'Bearer app-token' });
  });

  it('sends a DELETE with its body', async () => {
    api.answersWith({ status: 202, body: { eraseAfter: '2026-12-02T00:00:00.000Z' } });
    await expect(ask('DELETE', { clerkToken: 't' })).resolves.toEqual({
      eraseAfter: '2026-12-02T00:00:00.000Z',
    });
    expect(api.calls).toEqual([
      { method: 'DELETE', path: '/users/me', token: 'app-token', body: { clerkToken: 't' } },
    ]);
  });
});

describe(askAhead.name, () => {
  const read = (token: string): Promise<unknown> => callApi({ method: 'GET', url: URL_, token });
  const answers = (...named: string[]): void =>
    api.answersWith(...named.map((name) => ({ status: 200, body: { name } })));

  it('has the answer taken once, by who asks the same with the same token', async () => {
    answers('of somebody else', 'ahead', 'later');
    askAhead(URL_, 'former-token');
    askAhead(URL_, 'app-token');
    expect(asked).toHaveBeenCalledTimes(2);
    await expect(read('app-token')).resolves.toEqual({ name: 'ahead' });
    expect(asked).toHaveBeenCalledTimes(2);
    await expect(read('app-token')).resolves.toEqual({ name: 'later' });
  });

  it('is for what is read before the first write', async () => {
    answers('ahead', 'written', 'read');
    askAhead(URL_, 'app-token');
    await expect(callApi({ method: 'PATCH', url: URL_, token: 'app-token', body: {} })).resolves.toEqual({
      name: 'written',
    });
    await expect(read('app-token')).resolves.toEqual({ name: 'read' });
  });

  it('lets go what nobody takes', async () => {
    answers('ahead', 'now');
    askAhead(URL_, 'app-token');
    const later = Date.now() + PATIENCE_MS + 1;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    await expect(read('app-token')).resolves.toEqual({ name: 'now' });
  });

  it('is asked again when it failed: the network may have come since', async () => {
    api.answersWith(null, { status: 200, body: {} });
    askAhead(URL_, 'app-token');
    await expect(read('app-token')).resolves.toEqual({});
    api.answersWith(null);
    askAhead(URL_, 'app-token');
    await expect(read('app-token')).rejects.toMatchObject({ code: 'network' });
  });
});

describe(fetchFile.name, () => {
  const fetchIt = (): Promise<Blob> => fetchFile({ method: 'GET', url: URL_, token: 'app-token' });

  it('hands the file over as it came', async () => {
    api.answersWith({ status: 200, body: { id: 1 } });
    const file = await fetchIt();
    expect(file.type).toBe('application/json');
    expect(file.size).toBe('{"id":1}'.length);
  });

  it('tells why there is none', async () => {
    api.answersWith(problem(429, 'request.rate_limited'));
    await expect(fetchIt()).rejects.toMatchObject({ code: 'request.rate_limited' });
  });

  it('saves no half of it when the connection is cut on the way', async () => {
    asked.mockResolvedValue({ ok: true, blob: () => Promise.reject(new TypeError('network error')) });
    await expect(fetchIt()).rejects.toMatchObject({ code: 'network' });
  });
});
