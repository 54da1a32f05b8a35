import { AsyncLocalStorage } from 'node:async_hooks';

/** What the log's one line about a request tells of it, besides how it was answered. */
export interface RequestFacts {
  requestId: string;
  [fact: string]: unknown;
}

/** Of the request whose work is under way. */
export const requestFacts = new AsyncLocalStorage<RequestFacts>();

/** Adds to that line, where a line of its own would say no more and cost as much again. */
export function tellOfRequest(facts: object): void {
  const known = requestFacts.getStore();
  if (known) Object.assign(known, facts);
}
