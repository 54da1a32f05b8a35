import type pg from 'pg';
import { PlannedQuery } from './planned-query.js';
import { SteadyClient } from './steady-client.js';

/**
 * A connection that names no statement, for a pooler that hands each transaction to another server connection and knows
 * nothing of the statements prepared there: PgBouncer before 1.21.
 */
export class NamelessClient extends SteadyClient {
  override query = ((query: unknown, ...rest: unknown[]) =>
    this.send(withoutName(query), ...rest)) as pg.Client['query'];

  private readonly send = super.query.bind(this) as (...query: unknown[]) => unknown;
}

function withoutName(query: unknown): unknown {
  if (query instanceof PlannedQuery) query.forgetName();
  if (typeof query !== 'object' || query === null || !('name' in query) || 'submit' in query) return query;
  const { name: _, ...nameless } = query;
  return nameless;
}
