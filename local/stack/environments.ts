import { join } from 'node:path';
import { DEMO_ADMIN } from '../demo-people.ts';
import { type LocalSecrets } from './secrets.ts';
import { type StackSettings } from './settings.ts';

/** Variables of the API that a developer may set beside what the stack decides. */
const PASSED_ON = [
  'ADMIN_PHONE_NUMBERS',
  'JWT_EXPIRES_IN',
  'JWT_SECRET_PREVIOUS',
  'LOG_LEVEL',
  'REDIS_URL',
  'TRUST_PROXY',
] as const;

/** The API's environment, as the contract names it. */
export function apiEnvironment(
  settings: StackSettings,
  secrets: LocalSecrets,
  env: NodeJS.ProcessEnv,
): Record<string, string> {
  const { clerk, ports, portalOrigin, databaseUrl } = settings;
  return {
    NODE_ENV: 'development',
    PORT: String(ports.api),
    DATABASE_URL: databaseUrl,
    // An .env written for a deployment names its own origins; the portal of this stack must get in all the same.
    CORS_ORIGINS: [portalOrigin, ...(env['CORS_ORIGINS'] ? [env['CORS_ORIGINS']] : [])].join(','),
    CLERK_PUBLISHABLE_KEY: clerk.publishableKey,
    CLERK_SECRET_KEY: clerk.secretKey,
    CLERK_JWKS_URL: clerk.jwksUrl,
    ...(clerk.apiUrl !== null && { CLERK_API_URL: clerk.apiUrl }),
    ...(clerk.webhookSecret !== null && { CLERK_WEBHOOK_SIGNING_SECRET: clerk.webhookSecret }),
    JWT_SECRET: env['JWT_SECRET'] ?? secrets.jwtSecret,
    ...(settings.usesStandIn && { ADMIN_PHONE_NUMBERS: DEMO_ADMIN.phoneNumber }),
    ...given(env, PASSED_ON),
  };
}

/** The portal server's environment. */
export function portalEnvironment(settings: StackSettings, env: NodeJS.ProcessEnv): Record<string, string> {
  const { clerk, ports, apiUrl, usesStandIn } = settings;
  return {
    PORT: String(ports.portal),
    // Both loopback addresses, since browsers differ in which one they try first.
    HOST: 'localhost',
    API_URL: apiUrl,
    CLERK_PUBLISHABLE_KEY: clerk.publishableKey,
    ...given(env, ['CLERK_BOT_PROTECTION', 'SERVICE_WORKER', 'PORTAL_ROOT']),
    ...(usesStandIn && {
      CLERK_PROXY_TARGET: `http://127.0.0.1:${ports.clerk}`,
      INBOX_URL: `http://localhost:${ports.clerk}/`,
    }),
  };
}

/** What `frontend/proxy.conf.mjs` reads. */
export function devServerEnvironment(
  { ports, usesStandIn }: StackSettings,
  portalPort: number,
): Record<string, string> {
  return {
    NX_TUI: 'false',
    PORTAL_SERVER_URL: `http://127.0.0.1:${portalPort}`,
    ...(usesStandIn && { CLERK_PROXY_TARGET: `http://127.0.0.1:${ports.clerk}` }),
  };
}

/** The stand-in's environment. */
export function standInEnvironment(settings: StackSettings, dataDir: string): Record<string, string> {
  const { clerk, ports, portalOrigin } = settings;
  return {
    CLERK_PORT: String(ports.clerk),
    CLERK_DATA_DIR: join(dataDir, 'clerk'),
    CLERK_PUBLISHABLE_KEY: clerk.publishableKey,
    CLERK_SECRET_KEY: clerk.secretKey,
    CORS_ORIGINS: portalOrigin,
    CLERK_WEBHOOK_URL: `http://127.0.0.1:${ports.api}/webhooks/clerk`,
    ...(clerk.webhookSecret !== null && { CLERK_WEBHOOK_SIGNING_SECRET: clerk.webhookSecret }),
  };
}

function given(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  const pairs = names.flatMap((name): [string, string][] => {
    const value = env[name];
    return value ? [[name, value]] : [];
  });
  return Object.fromEntries(pairs);
}
