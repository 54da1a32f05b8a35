import { readClerkKeySet } from '../../clerk/clerk-key-set.js';
import { type Environment } from '../../config/env.js';
import { failure, type Findings, ok, type Outcome, warning } from '../outcome.js';
import { compareClocks, type Timed } from './clock.js';

const LIMIT_MS = 5_000;

interface Answer extends Timed {
  status: number;
  body: unknown;
}

/** Whether Clerk answers, knows us, and has the same time and the same keys on both of its sides. */
export async function clerkChecks({ clerk }: Environment): Promise<Findings> {
  const [keySet, backendKeys] = await Promise.all([
    ask(clerk.jwksUrl),
    ask(`${clerk.apiUrl}/v1/jwks`, clerk.secretKey),
  ]);
  const kids = kidsIn(keySet);
  return {
    'signing keys': signingKeys(keySet, kids),
    'Clerk API': secretKey(backendKeys),
    'one instance': oneInstance(kids, kidsIn(backendKeys)),
    clock: clock(keySet ?? backendKeys),
  };
}

function signingKeys(answer: Answer | null, kids: ReadonlySet<string> | null): Outcome {
  if (answer === null)
    return failure('CLERK_JWKS_URL cannot be reached: check the address, the network, the proxy.');
  if (answer.status !== 200) return failure(`CLERK_JWKS_URL answers ${answer.status}: check the address.`);
  return kids === null
    ? failure('CLERK_JWKS_URL answers, but lists no RS256 key: it is not the address of a key set.')
    : ok(`CLERK_JWKS_URL lists ${kids.size} for RS256.`);
}

function secretKey(answer: Answer | null): Outcome {
  if (answer === null) return failure('CLERK_API_URL cannot be reached: check the network and the proxy.');
  if (answer.status === 401 || answer.status === 403) {
    return failure('Clerk refuses CLERK_SECRET_KEY: it was rolled, or mistyped.');
  }
  return answer.status === 200
    ? ok('CLERK_SECRET_KEY is accepted.')
    : failure(`CLERK_API_URL answers ${answer.status}: see status.clerk.com, or check the address.`);
}

function oneInstance(portal: ReadonlySet<string> | null, backend: ReadonlySet<string> | null): Outcome {
  if (portal === null || backend === null) return warning('Cannot be told while one side lists no keys.');
  return [...portal].some((kid) => backend.has(kid))
    ? ok('CLERK_JWKS_URL and CLERK_SECRET_KEY are of the same one.')
    : failure(
        'CLERK_JWKS_URL and CLERK_SECRET_KEY are of different instances: take all keys from one dashboard.',
      );
}

function clock(answer: Answer | null): Outcome {
  return answer === null ? warning('Cannot be compared while Clerk does not answer.') : compareClocks(answer);
}

function kidsIn(answer: Answer | null): ReadonlySet<string> | null {
  try {
    return new Set(readClerkKeySet(answer?.body).keys());
  } catch {
    // No usable key: said where it matters.
    return null;
  }
}

/** @returns null when nobody answers */
async function ask(url: string, secret?: string): Promise<Answer | null> {
  const askedAt = Date.now();
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(LIMIT_MS),
      // The API does not follow redirects either, and a secret must not go where one leads.
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
      },
    });
    const timed = {
      askedAt,
      answeredAt: Date.now(),
      date: response.headers.get('date'),
      status: response.status,
    };
    const body: unknown = await response.json().catch(() => null);
    return { ...timed, body };
  } catch {
    return null;
  }
}
