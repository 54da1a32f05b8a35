import { randomBytes } from 'node:crypto';
import { PUBLISHABLE_KEY, type ClerkSide } from '../fixture/clerk-side.ts';

/** What the API gets as it is deployed: behind a proxy, in production mode, metrics and traces apart. */
export function apiEnvironment(clerk: ClerkSide, databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: clerk.certificateFile,
    CLERK_SECRET_KEY: 'sk_test_0123456789',
    CLERK_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
    CLERK_JWKS_URL: clerk.jwksUrl,
    CLERK_API_URL: 'https://127.0.0.1:9',
    CLERK_TELEMETRY_DISABLED: '1',
    CORS_ORIGINS: clerk.portal,
    DATABASE_URL: databaseUrl,
    JWT_SECRET: randomBytes(32).toString('base64'),
    TRUST_PROXY: '1',
  };
}
