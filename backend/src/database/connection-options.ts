import pg, { type ClientBase, type PoolConfig } from 'pg';
import { type Environment } from '../config/env.js';
import { requireHarmlessRole } from './harmless-role.js';
import { NamelessClient } from './nameless-client.js';
import { SteadyClient } from './steady-client.js';

const STATEMENT_TIMEOUT_MS = 2_000;
/** Sooner, so that a log tells a lock from a slow statement. */
const LOCK_TIMEOUT_MS = 1_500;
/** A transaction whose program is stuck keeps its locks no longer than this. */
const IDLE_IN_TRANSACTION_MS = 10_000;
/** For a server that does not answer at all; a little later, so that Postgres's own word comes first. */
const QUERY_TIMEOUT_MS = 2_500;
const POOL_WAIT_MS = 1_000;
/** pg's default of ten seconds reconnects after every lull. */
const IDLE_MS = 300_000;
/** A host that is gone tells nobody so. The system asks after it when it has been silent for so long; by itself, after two hours. */
const SILENT_MS = 10_000;

/** What every connection of the API has in common, whichever pool opens it. */
export function connectionOptions({
  databaseUrl,
  isProduction,
  namesStatements,
}: Pick<Environment, 'databaseUrl' | 'isProduction' | 'namesStatements'>): PoolConfig {
  return {
    connectionString: databaseUrl,
    application_name: 'bharatprint-api',
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    connectionTimeoutMillis: POOL_WAIT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENT_MS,
    types: { getTypeParser },
    Client: namesStatements ? SteadyClient : NamelessClient,
    ...(isProduction && { verify: verifyRole }),
  };
}

/** A calendar day stays the text it is: pg would make it midnight in the server's time zone. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) =>
  oid === pg.types.builtins.DATE ? String : (pg.types.getTypeParser(oid, format) as unknown);

/** On every new connection, so that a role that gains powers later is noticed as well. */
function verifyRole(client: ClientBase, done: (error?: Error) => void): void {
  requireHarmlessRole(client).then(() => done(), done);
}
