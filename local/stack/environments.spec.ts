import { apiEnvironment, portalEnvironment, standInEnvironment } from './environments.ts';
import { type LocalSecrets } from './secrets.ts';
import { stackSettings } from './settings.ts';

const PORTS = { portal: 3100, api: 8100, clerk: 4100, postgres: 5533 };
const SECRETS: LocalSecrets = {
  jwtSecret: 'j'.repeat(64),
  clerkSecretKey: 'sk_test_local',
  webhookSecret: 'whsec_bG9jYWw=',
  ownerPassword: 'of-the-owner',
  apiPassword: 'of-the-api',
};
const REAL_CLERK = {
  CLERK_PUBLISHABLE_KEY: `pk_test_${btoa('brave.fox-1.clerk.accounts.dev$')}`,
  CLERK_SECRET_KEY: 'sk_test_real',
};

function apiWith(env: NodeJS.ProcessEnv) {
  return apiEnvironment(stackSettings(env, PORTS, SECRETS), SECRETS, env);
}

describe(apiEnvironment.name, () => {
  it('lets the portal of the stack in beside the origins of the developer', () => {
    expect(apiWith({})['CORS_ORIGINS']).toBe('http://localhost:3100');
    expect(apiWith({ CORS_ORIGINS: 'https://shop.example.in' })['CORS_ORIGINS']).toBe(
      'http://localhost:3100,https://shop.example.in',
    );
  });

  it('never passes on what would make a laptop a production server', () => {
    expect(apiWith({ NODE_ENV: 'production', PORT: '80' })).toMatchObject({
      NODE_ENV: 'development',
      PORT: '8100',
    });
  });

  it('makes an administrator of the stand-in only, and gives way to the numbers of the developer', () => {
    expect(apiWith({})['ADMIN_PHONE_NUMBERS']).toBe('+919000000099');
    expect(apiWith({ ADMIN_PHONE_NUMBERS: '+919812345678' })['ADMIN_PHONE_NUMBERS']).toBe('+919812345678');
    expect(apiWith(REAL_CLERK)).not.toHaveProperty('ADMIN_PHONE_NUMBERS');
  });

  it('keeps the password of the owner from the API', () => {
    expect(JSON.stringify(apiWith({}))).not.toContain(SECRETS.ownerPassword);
  });
});

describe(portalEnvironment.name, () => {
  it('proxies the stand-in and shows its inbox', () => {
    expect(portalEnvironment(stackSettings({}, PORTS, SECRETS), {})).toMatchObject({
      CLERK_PROXY_TARGET: 'http://127.0.0.1:4100',
      INBOX_URL: 'http://localhost:4100/',
    });
  });

  it('leaves a real Clerk instance where it is and allows its bot protection when asked to', () => {
    const env = { ...REAL_CLERK, CLERK_BOT_PROTECTION: 'true' };
    const portal = portalEnvironment(stackSettings(env, PORTS, SECRETS), env);
    expect(portal).toMatchObject({ CLERK_BOT_PROTECTION: 'true' });
    expect(portal).not.toHaveProperty('CLERK_PROXY_TARGET');
    expect(JSON.stringify(portal)).not.toContain('sk_test_real');
  });
});

describe(standInEnvironment.name, () => {
  it('keeps its data in the folder of the stack', () => {
    const environment = standInEnvironment(stackSettings({}, PORTS, SECRETS), '/data');
    expect(environment['CLERK_DATA_DIR']?.replaceAll('\\', '/')).toBe('/data/clerk');
  });

  it('sends its webhooks to the API, signed with the secret that the API knows', () => {
    const environment = standInEnvironment(stackSettings({}, PORTS, SECRETS), '/data');
    expect(environment['CLERK_WEBHOOK_URL']).toBe('http://127.0.0.1:8100/webhooks/clerk');
    expect(environment['CLERK_WEBHOOK_SIGNING_SECRET']).toBe(apiWith({})['CLERK_WEBHOOK_SIGNING_SECRET']);
    expect(environment['CLERK_WEBHOOK_SIGNING_SECRET']).toBe(SECRETS.webhookSecret);
  });
});
