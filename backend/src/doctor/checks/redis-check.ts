import { type Environment } from '../../config/env.js';
import { failure, type Findings, ok, type Outcome, warning } from '../outcome.js';
import { pingRedis } from './redis-ping.js';

/** Whether the counters of rate limits can be shared. */
export async function redisCheck({ redisUrl, isProduction }: Environment): Promise<Findings> {
  return { Redis: redisUrl === undefined ? without(isProduction) : await look(redisUrl) };
}

function without(isProduction: boolean): Outcome {
  return isProduction
    ? warning('REDIS_URL is not set: each replica counts for itself, so N replicas allow N times the limits.')
    : ok('Not used: limits are counted in the process.');
}

async function look(url: string): Promise<Outcome> {
  switch (await pingRedis(url)) {
    case 'pong':
      return ok('Answers a PING.');
    case 'refused':
      return failure('Redis refuses the user or the password of REDIS_URL.');
    case 'strange':
      return failure('What answers at REDIS_URL is not Redis, or wants TLS: rediss:// then.');
    case 'silent':
      return failure('REDIS_URL cannot be reached: the API falls back to counting in each process.');
  }
}
