import { tracingChannel } from 'node:diagnostics_channel';

/** What is said of work at the database: its name. Never its values. */
export interface QueryFacts {
  /** A statement, or the function it calls. */
  readonly name: string;
}

/** Tells whoever traces; costs a comparison while nobody does. */
export const queryChannel = tracingChannel<QueryFacts, QueryFacts>('bharatprint:query');

/** Does some work at the database under a name that a trace may show. */
export function named<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return queryChannel.hasSubscribers ? queryChannel.tracePromise(work, { name }) : work();
}

/** The function a statement calls. */
export function calledBy(statement: string): string {
  return /([a-z_]+)\(/.exec(statement)?.[1] ?? 'statement';
}
