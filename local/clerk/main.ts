import { startClerk, StartRefused, type ClerkOptions } from './server.ts';

const env = process.env;

/** An option that was given, and nothing otherwise, so that the default stands. */
function given(name: keyof ClerkOptions, value: string | undefined): ClerkOptions {
  return value === undefined || value === '' ? {} : { [name]: value };
}

try {
  const clerk = await startClerk({
    port: Number(env['CLERK_PORT'] ?? 4000),
    portalOrigins: (env['CORS_ORIGINS'] ?? 'http://localhost:3000').split(',').map((origin) => origin.trim()),
    ...given('dataDir', env['CLERK_DATA_DIR']),
    ...given('publishableKey', env['CLERK_PUBLISHABLE_KEY']),
    ...given('secretKey', env['CLERK_SECRET_KEY']),
    ...given('webhookUrl', env['CLERK_WEBHOOK_URL']),
    ...given('webhookSecret', env['CLERK_WEBHOOK_SIGNING_SECRET']),
    log: (line) => console.log(line),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void clerk.stop().then(() => process.exit(0)));
  }
  console.log(`Clerk stand-in on ${clerk.url}: open it to read the codes it sends.`);
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  console.error(`✖ ${error.message}`);
  process.exitCode = 1;
}
