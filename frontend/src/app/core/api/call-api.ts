import { ApiFailure, apiFailureOf } from './api-failure.js';
import { takeAnswer } from './asked-ahead.js';
import { type ApiCall, PATIENCE_MS, sendCall } from './send-call.js';

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

async function reach(call: ApiCall, patienceMs: number): Promise<Response> {
  try {
    const ahead = takeAnswer(call);
    const answer = ahead && (await ahead);
    return answer ?? (await sendCall(call, patienceMs));
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
