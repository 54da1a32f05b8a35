import { answerJson, ClerkFake, newKey, toJwk } from '../../test/fakes/clerk-fake.js';
import { testEnvironment } from '../../test/test-environment.js';
import { TestDatabase } from '../../test/test-database.js';
import { asLines, examine, isFit } from './doctor.js';
import { type Findings } from './outcome.js';

describe(examine.name, () => {
  let database: TestDatabase;
  let clerk: ClerkFake;

  beforeAll(async () => {
    database = await TestDatabase.start();
    clerk = await ClerkFake.start();
  }, 60_000);

  afterAll(async () => {
    await clerk.stop();
    await database.stop();
  });

  afterEach(() => {
    clerk.answerJwks = null;
    clerk.answerUsers = null;
    clerk.backendJwks = null;
  });

  const look = (changes: Record<string, string> = {}): Promise<Findings> =>
    examine(
      testEnvironment({
        CLERK_JWKS_URL: `${clerk.url}/.well-known/jwks.json`,
        CLERK_API_URL: clerk.url,
        CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_YSBzZWNyZXQgb2YgMjQgYnl0ZXM=',
        DATABASE_URL: database.server.apiUrl,
        ...changes,
      }),
    );

  const withPassword = (password: string): string => {
    const url = new URL(database.server.apiUrl);
    url.password = password;
    return url.href;
  };

  /** Breaks a side of Clerk, and leaves the environment as it is. */
  const clerkWith = (broken: Partial<Pick<ClerkFake, 'answerJwks' | 'answerUsers' | 'backendJwks'>>) => {
    Object.assign(clerk, broken);
    return {};
  };

  it('finds nothing wrong where nothing is', async () => {
    const findings = await look();
    const unwell = Object.entries(findings).filter(([, { level }]) => level !== 'ok');
    expect(unwell.map(([name]) => name)).toEqual(['SMS to India']);
    expect(Object.keys(findings)).toHaveLength(16);
    expect(isFit(findings)).toBe(true);
    expect(asLines(findings)).toContain('✔ migrations       All are applied.');
  });

  it.each([
    ['signing keys', () => ({ CLERK_JWKS_URL: 'http://127.0.0.1:9/jwks.json' }), /cannot be reached/],
    ['signing keys', () => clerkWith({ answerJwks: answerJson(500, {}) }), /answers 500/],
    ['signing keys', () => clerkWith({ answerJwks: answerJson(200, { keys: [] }) }), /no RS256 key/],
    ['Clerk API', () => ({ CLERK_API_URL: 'http://127.0.0.1:9' }), /cannot be reached/],
    ['Clerk API', () => clerkWith({ answerUsers: answerJson(401, {}) }), /refuses CLERK_SECRET_KEY/],
    ['Clerk API', () => clerkWith({ answerUsers: answerJson(502, {}) }), /answers 502/],
    [
      'one instance',
      () => clerkWith({ backendJwks: { keys: [toJwk(newKey('ins_other'))] } }),
      /different instances/,
    ],
    ['database', () => ({ DATABASE_URL: 'postgresql://bharatprint_api:x@127.0.0.1:9/b' }), /ECONNREFUSED/],
    ['database', () => ({ DATABASE_URL: withPassword('wrong-pass') }), /refuses the user or the password/],
    ['database role', () => ({ DATABASE_URL: database.server.ownerUrl }), /an owner of tables/],
    ['database role', () => ({ DATABASE_URL: database.server.superuserUrl }), /a superuser/],
    ['Redis', () => ({ REDIS_URL: 'redis://127.0.0.1:9' }), /cannot be reached/],
  ])('fails %s when it is broken', async (name, breakIt, says) => {
    const findings = await look(breakIt());
    expect(findings[name]).toMatchObject({ level: 'failure', says: expect.stringMatching(says) });
    expect(isFit(findings)).toBe(false);
    expect(asLines(findings).join('\n')).not.toMatch(/wrong-pass|of-a-test|sk_test_0123456789|whsec_/);
  });

  it.each([
    [
      'database role',
      'ALTER ROLE bharatprint_api BYPASSRLS',
      'ALTER ROLE bharatprint_api NOBYPASSRLS',
      /BYPASSRLS/,
    ],
    [
      'database role',
      'GRANT bharatprint_admin TO bharatprint_api',
      'REVOKE bharatprint_admin FROM bharatprint_api',
      /can become bharatprint_admin/,
    ],
    ['policies', 'CREATE TABLE by_hand ()', 'DROP TABLE by_hand', /not on and forced for by_hand/i],
    [
      'policies',
      'ALTER TABLE users NO FORCE ROW LEVEL SECURITY',
      'ALTER TABLE users FORCE ROW LEVEL SECURITY',
      /for users/,
    ],
    [
      'migrations',
      `COMMENT ON TABLE migrations IS 'newest: Administer1764500000021'`,
      `COMMENT ON TABLE migrations IS 'newest: ThatOfATest1999999999999'`,
      /ends with Administer1764500000021, this build needs/,
    ],
  ])('fails %s after %s', async (name, damage, repair, says) => {
    await database.rows(damage);
    const { [name]: found } = await look();
    await database.rows(repair);
    expect(found).toMatchObject({ level: 'failure', says: expect.stringMatching(says) });
    expect((await look())[name]?.level).toBe('ok');
  });

  it('takes a schema that is newer than the build, and warns of one whose age it cannot see', async () => {
    await database.rows(`COMMENT ON TABLE migrations IS 'newest: ThatOfATest1999999999999'`);
    expect((await look())['migrations']).toMatchObject({ level: 'ok', says: expect.stringMatching(/newer/) });
    await database.rows('COMMENT ON TABLE migrations IS NULL');
    expect((await look())['migrations']?.level).toBe('warning');
  });
});
