import { type ApiCall, PATIENCE_MS, sendCall } from './send-call.js';

/** Answers on their way, by token and address, that nobody has taken yet. */
const asked = new Map<string, Promise<Response>>();

/**
 * Asks the API before the portal's own code is there. The page that would have asked takes the answer, once; what no
 * page takes in time is let go, for it would be told as news later.
 */
export function askAhead(url: string, token: string): void {
  const call = { method: 'GET', url, token } as const;
  const answer = sendCall(call, PATIENCE_MS);
  // Whoever takes it hears of a failure, and nobody else.
  answer.catch(() => undefined);
  const key = keyOf(call);
  asked.set(key, answer);
  setTimeout(() => asked.delete(key), PATIENCE_MS);
}

/** @returns null when this call was not made ahead: it has to be made now */
export function takeAnswer(call: ApiCall): Promise<Response> | null {
  const key = keyOf(call);
  const answer = asked.get(key) ?? null;
  asked.delete(key);
  return answer;
}

function keyOf({ method, url, token }: ApiCall): string {
  return `${method} ${url} ${token ?? ''}`;
}
