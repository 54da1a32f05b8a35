import { ApiFailure, apiFailureOf } from './api-failure.js';

export interface ApiCall {
  method: 'GET' | 'POST' | 'PATCH';
  url: string;
  /** Goes into `Authorization: Bearer`. */
  token: string | null;
  body?: object;
}

/** On a slow phone network an answer takes seconds; past this one nobody is waiting any more. */
const PATIENCE_MS = 15_000;

/**
 * Makes one call to the API. `fetch` and not `HttpClient`, which is nine kilobytes, a tenth of what a phone must load
 * before it can show the sign-in page, and is used by Angular's core modules in a way that cannot be loaded later.
 * @returns the answer's JSON
 * @throws ApiFailure
 */
export async function callApi<T>({ method, url, token, body }: ApiCall): Promise<T> {
  const headers = {
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  const answer = await reach(url, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  // Not every refusal comes from our API: proxies answer in HTML.
  const json: unknown = await answer.json().catch(() => null);
  if (answer.ok && json !== null) return json as T;
  throw apiFailureOf(answer.status, json, answer.headers.get('Retry-After'));
}

async function reach(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    throw new ApiFailure('network', [], null, { cause: error });
  }
}
