import { traced } from '../common/tracing/outside-work.js';

/** Does some work at the database under a name that a trace may show. */
export function named<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return traced({ system: 'postgresql', name }, work);
}

/** The function a statement calls. */
export function calledBy(statement: string): string {
  return /([a-z_]+)\(/.exec(statement)?.[1] ?? 'statement';
}
