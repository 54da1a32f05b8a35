import { tracingChannel } from 'node:diagnostics_channel';

/** What is said of work that another system does for us: its name. Never its values. */
export interface WorkFacts {
  readonly system: 'postgresql' | 'clerk';
  /** A statement, a function it calls, or a method of Clerk's. */
  readonly name: string;
}

/** Tells whoever traces; costs a comparison while nobody does. */
export const outsideWork = tracingChannel<WorkFacts, WorkFacts>('bharatprint:outside-work');

/** Does some work elsewhere under a name that a trace may show. */
export function traced<Result>(facts: WorkFacts, work: () => Promise<Result>): Promise<Result> {
  return outsideWork.hasSubscribers ? outsideWork.tracePromise(work, facts) : work();
}
