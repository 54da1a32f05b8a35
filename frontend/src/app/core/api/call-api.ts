import { ApiFailure, apiFailureOf } from './api-failure.js';

export interface ApiCall {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: string;
  /** Goes into `Authorization: Bearer`. */
  token: string | null;
  body?: object;
}

/** On a slow phone network an answer takes seconds; past this one nobody is waiting any more. */
const PATIENCE_MS = 15_000;
/** A file is long and somebody asked for it: at 400 kb/s this is three megabytes. */
const FILE_PATIENCE_MS = 60_000;

/**
 * Makes one call to the API. `fetch` and not `HttpClient`, which is nine kilobytes, a tenth of what a phone must load
 * before it can show the sign-in page, and is used by Angular's core modules in a way that cannot be loaded later.
 * @returns the answer's JSON; undefined where the API answers 204, which has none
 * @throws ApiFailure
 */
export async function callApi<T>(call: ApiCall): Promise<T> {
  const answer = await reach(call, PATIENCE_MS);
  if (answer.status === 204) return undefined as T;
  const json = await jsonOf(answer);
  if (!answer.ok) throw refusalOf(answer, json);
  // Cut on its way, or a hotel's login page in the place of the answer.
  if (json === null) throw new ApiFailure('network');
  return json as T;
}

/**
 * Fetches a file whole, to be saved; nothing in it is read.
 * @throws ApiFailure
 */
export async function fetchFile(call: ApiCall): Promise<Blob> {
  const answer = await reach(call, FILE_PATIENCE_MS);
  if (!answer.ok) throw refusalOf(answer, await jsonOf(answer));
  try {
    return await answer.blob();
  } catch (error) {
    // The connection was cut in the middle of it.
    throw new ApiFailure('network', [], null, { cause: error });
  }
}

async function reach({ method, url, token, body }: ApiCall, patienceMs: number): Promise<Response> {
  const headers = {
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  const signal = AbortSignal.timeout(patienceMs);
  try {
    return await fetch(url, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal,
    });
  } catch (error) {
    throw new ApiFailure('network', [], null, { cause: error });
  }
}

/** Not every refusal comes from our API: proxies answer in HTML. */
async function jsonOf(answer: Response): Promise<unknown> {
  return await answer.json().catch(() => null);
}

function refusalOf(answer: Response, json: unknown): ApiFailure {
  return apiFailureOf(answer.status, json, answer.headers.get('Retry-After'));
}
