import { testEnvironment } from '../../test/test-environment.js';
import { TestDatabase } from '../../test/test-database.js';
import { createApp } from '../app.setup.js';
import { DangerousRoleError, requireHarmlessRole } from './harmless-role.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  CLERK_JWKS_URL: 'https://127.0.0.1:9/jwks.json',
  CLERK_API_URL: 'https://127.0.0.1:9',
  CORS_ORIGINS: 'https://bharatprint.in',
  LOG_LEVEL: 'silent',
};

describe(requireHarmlessRole.name, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await TestDatabase.start();
  }, 60_000);

  afterAll(() => database.stop());

  it.each(['ownerUrl', 'superuserUrl'] as const)(
    'refuses to start in production as the role of %s',
    async (url) => {
      const environment = testEnvironment({ ...PRODUCTION, DATABASE_URL: database.server[url] });
      const start = createApp(environment).then((nest) => nest.init());
      await expect(start).rejects.toThrow(DangerousRoleError);
    },
  );

  it('refuses to start in production as a role that bypasses policies', async () => {
    await database.rows('ALTER ROLE bharatprint_api BYPASSRLS');
    const environment = testEnvironment({ ...PRODUCTION, DATABASE_URL: database.server.apiUrl });
    const start = createApp(environment).then((nest) => nest.init());
    await expect(start).rejects.toThrow('BYPASSRLS');
    await database.rows('ALTER ROLE bharatprint_api NOBYPASSRLS');
  });

  it("starts in production as the API's own role", async () => {
    const environment = testEnvironment({ ...PRODUCTION, DATABASE_URL: database.server.apiUrl });
    const nest = await createApp(environment);
    await nest.init();
    await nest.close();
  });
});
