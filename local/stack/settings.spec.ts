import { Failure } from '../failure.ts';
import { type LocalSecrets } from './secrets.ts';
import { portsFrom, stackSettings, withoutBlanks } from './settings.ts';

const PORTS = { portal: 3000, api: 8000, clerk: 4000, postgres: 5433 };
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

function settings(env: NodeJS.ProcessEnv = {}) {
  return stackSettings(env, PORTS, SECRETS);
}

describe(portsFrom.name, () => {
  it('takes the usual ports unless a variable names another', () => {
    expect(portsFrom({ API_PORT: '8001' })).toEqual({ ...PORTS, api: 8001 });
  });

  it.each(['0', '-1', '65536', '80.5', 'web', '8000x'])('refuses %s by the name of its variable', (value) => {
    expect(() => portsFrom({ CLERK_PORT: value })).toThrow(/^CLERK_PORT is not a port number/);
  });

  it('refuses one port for two parts', () => {
    expect(() => portsFrom({ API_PORT: '3000' })).toThrow(Failure);
  });
});

describe(withoutBlanks.name, () => {
  it('takes an empty variable for one that is not set', () => {
    expect(withoutBlanks({ JWT_SECRET: '', DATABASE_URL: ' ', LOG_LEVEL: 'warn' })).toEqual({
      LOG_LEVEL: 'warn',
    });
  });
});

describe(stackSettings.name, () => {
  it('uses parts of its own when the environment names none', () => {
    expect(settings()).toMatchObject({
      usesEmbeddedPostgres: true,
      usesStandIn: true,
      databaseUrl: 'postgresql://bharatprint_api:of-the-api@127.0.0.1:5433/bharatprint',
      migrationUrl: 'postgresql://bharatprint_owner:of-the-owner@127.0.0.1:5433/bharatprint',
      clerk: { secretKey: 'sk_test_local', apiUrl: 'http://127.0.0.1:4000' },
    });
  });

  it('uses the server of DATABASE_URL and migrates it only when told as whom', () => {
    const DATABASE_URL = 'postgresql://bharatprint_api:secret@db.example.in/shops';
    const own = { usesEmbeddedPostgres: false, databaseUrl: DATABASE_URL };
    expect(settings({ DATABASE_URL })).toMatchObject({ ...own, migrationUrl: null });
    expect(settings({ DATABASE_URL, DATABASE_MIGRATION_URL: 'postgresql://owner@db' })).toMatchObject({
      ...own,
      migrationUrl: 'postgresql://owner@db',
    });
  });

  it('uses a real Clerk instance, whose keys lie at the host of the publishable key', () => {
    expect(settings(REAL_CLERK)).toMatchObject({
      usesStandIn: false,
      clerk: {
        secretKey: 'sk_test_real',
        jwksUrl: 'https://brave.fox-1.clerk.accounts.dev/.well-known/jwks.json',
        apiUrl: null,
        webhookSecret: null,
      },
    });
  });

  it.each(['CLERK_PUBLISHABLE_KEY', 'CLERK_SECRET_KEY'] as const)('refuses %s alone', (name) => {
    expect(() => settings({ [name]: REAL_CLERK[name] })).toThrow(/set both or neither/);
  });
});
