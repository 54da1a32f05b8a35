export interface ApiCall {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: string;
  /** Goes into `Authorization: Bearer`. */
  token: string | null;
  body?: object;
}

/** On a slow phone network an answer takes seconds; past this one nobody is waiting any more. */
export const PATIENCE_MS = 15_000;

/** @throws what `fetch` throws */
export async function sendCall({ method, url, token, body }: ApiCall, patienceMs: number): Promise<Response> {
  const headers = {
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  return await fetch(url, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  });
}
