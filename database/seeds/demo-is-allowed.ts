import { isIPv4 } from 'node:net';
import pg from 'pg';
import { UsageError } from '../explain-failure.ts';

/** Said by whoever knows that a database on another host is not the real one. */
export const CONFIRMATION = '--this-is-not-production';

const LIVE_KEY = /^(sk|pk)_live_/;

/**
 * Refuses where real shops may be.
 * @throws UsageError, one line that says what speaks against it
 */
export function refuseProduction(env: NodeJS.ProcessEnv): void {
  if (env['NODE_ENV']?.trim().toLowerCase() === 'production') {
    throw new UsageError('NODE_ENV is production: demo shops are not made here.');
  }
  const live = ['CLERK_SECRET_KEY', 'CLERK_PUBLISHABLE_KEY'].find((name) =>
    LIVE_KEY.test(env[name]?.trim() ?? ''),
  );
  if (live !== undefined) {
    throw new UsageError(`${live} is a live key: demo shops are made beside a test instance of Clerk only.`);
  }
}

/**
 * @throws UsageError when the database is on another machine and nobody said that it is not the real one
 */
export function refuseUnconfirmedHost(url: string, isConfirmed: boolean): void {
  if (isConfirmed || isOnThisMachine(url)) return;
  throw new UsageError(
    `The database is on another host: if it holds no real shops, say so with \`npm run db:seed -- ${CONFIRMATION}\`.`,
  );
}

/** An address may name the host in two places, or nowhere, and not every library reads the same: all must be here. */
export function isOnThisMachine(url: string): boolean {
  const named = URL.parse(url)?.hostname ?? '';
  const { host } = new pg.Client({ connectionString: url });
  return [named, host].every((name) => name === '' || isLoopback(name.toLowerCase()));
}

function isLoopback(host: string): boolean {
  const isSocket = host.startsWith('/');
  return (
    isSocket || ['localhost', '::1', '[::1]'].includes(host) || (isIPv4(host) && host.startsWith('127.'))
  );
}
