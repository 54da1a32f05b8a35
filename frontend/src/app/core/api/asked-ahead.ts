import { type ApiCall, PATIENCE_MS, sendCall } from './send-call.js';

interface Asked {
  /** By the clock on the wall: timers stand still while a phone sleeps. */
  at: number;
  answer: Promise<Response>;
}

/** Answers on their way, by token and address, that nobody has taken yet. */
const asked = new Map<string, Asked>();

/**
 * Asks the API before the portal's own code is there. The page that would have asked takes the answer, once; what no
 * page takes in time is let go, for it would be told as news later.
 */
export function askAhead(url: string, token: string): void {
  const call = { method: 'GET', url, token } as const;
  const answer = sendCall(call, PATIENCE_MS);
  asked.set(keyOf(call), { at: Date.now(), answer });
  // Who takes it asks once more.
  answer.catch(() => undefined);
}

/** @returns null when this call was not made ahead, or too long ago; what it comes to is null when it failed */
export function takeAnswer(call: ApiCall): Promise<Response | null> | null {
  // What was read before a write is no answer to who reads after it.
  if (call.method !== 'GET') asked.clear();
  const key = keyOf(call);
  const found = asked.get(key);
  asked.delete(key);
  if (!found || Date.now() - found.at > PATIENCE_MS) return null;
  return found.answer.catch(() => null);
}

function keyOf({ method, url, token }: ApiCall): string {
  return `${method} ${url} ${token ?? ''}`;
}
