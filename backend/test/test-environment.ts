import { randomBytes } from 'node:crypto';
import { type Environment, parseEnvironment } from '../src/config/env.js';
import { PORTAL, PUBLISHABLE_KEY } from './builders/a-clerk-token.js';

/** An environment that passes validation; a test changes what it is about. */
export function testVariables(changes: Record<string, string> = {}): Record<string, string> {
  return {
    NODE_ENV: 'test',
    CLERK_SECRET_KEY: 'sk_test_0123456789',
    CLERK_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
    CLERK_JWKS_URL: 'http://127.0.0.1:9/.well-known/jwks.json',
    CLERK_API_URL: 'http://127.0.0.1:9',
    JWT_SECRET: randomBytes(32).toString('base64'),
    DATABASE_URL: 'postgresql://bharatprint_api:x@127.0.0.1:9/bharatprint',
    CORS_ORIGINS: PORTAL,
    ...changes,
  };
}

export function testEnvironment(changes: Record<string, string> = {}): Environment {
  return parseEnvironment(testVariables(changes));
}
