import { AsyncLocalStorage } from 'node:async_hooks';
import { PinoLogger } from 'nestjs-pino';

/** What the log's one line about a request tells of it, besides how it was answered. */
export interface RequestFacts {
  readonly requestId: string;
  facts: object;
  /** The line is written: the answer is sent, or its client is gone. */
  isTold: boolean;
}

/** Of the request whose work is under way. */
export const requestFacts = new AsyncLocalStorage<RequestFacts>();

/**
 * Adds to that line, where a line of its own would say no more and cost as much again. What is found after a client has
 * gone has a line of its own.
 */
export function tellOfRequest(facts: object): void {
  const about = requestFacts.getStore();
  if (about && !about.isTold) about.facts = { ...about.facts, ...facts };
  else PinoLogger.root.info(facts, 'done without an answer');
}
