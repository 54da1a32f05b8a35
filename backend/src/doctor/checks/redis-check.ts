import { ErrorReply } from '@redis/client';
import { connectToRedis } from '../../common/http/redis-client.js';
import { type Environment } from '../../config/env.js';
import { failure, type Findings, ok, type Outcome, warning } from '../outcome.js';

const UNTRUSTED = /SELF_SIGNED|CERT_|UNABLE_TO_|ALTNAME/;
/** What the client says of bytes that are no answer, and of a connection cut in place of one. */
const SPEAKS_OTHERWISE = /ERR_SSL_|EPROTO|ECONNRESET|Unknown RESP|closed unexpectedly/i;

/** Whether the counters of rate limits can be shared. */
export async function redisCheck({ redisUrl, isProduction }: Environment): Promise<Findings> {
  return { Redis: redisUrl === undefined ? without(isProduction) : await look(redisUrl) };
}

function without(isProduction: boolean): Outcome {
  return isProduction
    ? warning('REDIS_URL is not set: each replica counts for itself, so N replicas allow N times the limits.')
    : ok('Not used: limits are counted in the process.');
}

/** Through the client and the script that count requests, so that what is well here is well there. */
async function look(url: string): Promise<Outcome> {
  try {
    const client = await connectToRedis(url, expectedToThrow);
    client.destroy();
    return ok('Answers, and counts.');
  } catch (error) {
    return failure(remedyFor(error));
  }
}

/** Whatever breaks the connection also ends the waiting for it, and is told there. */
function expectedToThrow(): void {
  return undefined;
}

function remedyFor(error: unknown): string {
  const { code, message } = Error.isError(error) ? (error as NodeJS.ErrnoException) : { message: '' };
  if (error instanceof ErrorReply) {
    if (/^(NOAUTH|WRONGPASS|ERR AUTH|ERR invalid password)/.test(message)) {
      return 'Redis refuses the user or the password of REDIS_URL.';
    }
    // The first word of a refusal is its kind; the rest may quote.
    return `Redis takes no counters (${message.split(' ', 1)[0]}): it may be full, a replica, or close scripts to this user.`;
  }
  if (UNTRUSTED.test(code ?? '')) {
    return `The certificate of Redis is not trusted (${code}): name its authority in NODE_EXTRA_CA_CERTS.`;
  }
  if (SPEAKS_OTHERWISE.test(`${code} ${message}`)) {
    return 'What answers at REDIS_URL is not Redis, or its TLS is not that of the URL: rediss:// with, redis:// without.';
  }
  return 'REDIS_URL cannot be reached: the API falls back to counting in each process.';
}
