import { PlannedQuery } from './planned-query.js';
import { SteadyClient } from './steady-client.js';

/**
 * A connection that names no statement, for a pooler that hands each transaction to another server connection and knows
 * nothing of the statements prepared there: PgBouncer before 1.21.
 */
export class NamelessClient extends SteadyClient {
  protected override send(query: unknown, ...rest: unknown[]): unknown {
    return super.send(withoutName(query), ...rest);
  }
}

function withoutName(query: unknown): unknown {
  if (query instanceof PlannedQuery) query.forgetName();
  if (typeof query !== 'object' || query === null || !('name' in query) || 'submit' in query) return query;
  const { name: _, ...nameless } = query;
  return nameless;
}
