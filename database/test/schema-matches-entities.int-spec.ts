import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

const BACKEND = fileURLToPath(new URL('../../backend/src', import.meta.url));

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
});

afterAll(() => database.stop());

/** Every class of every `*.entity.ts`, also of features that do not exist yet. */
async function allEntities(): Promise<(new () => unknown)[]> {
  const files = globSync('**/*.entity.ts', { cwd: BACKEND });
  const modules = await Promise.all(
    files.map((file) => import(`${BACKEND}/${file}`) as Promise<Record<string, new () => unknown>>),
  );
  return modules.flatMap((module) => Object.values(module));
}

/** Rules and defaults are stated once, in the migrations; entities repeat the columns, their types and what may be null. */
const STATED_IN_SQL_ALONE = [
  /^ALTER TABLE "\w+" DROP CONSTRAINT "\w+_(check|key|fkey)"$/,
  /^ALTER TABLE "\w+" ALTER COLUMN "\w+" DROP DEFAULT$/,
  /^COMMENT ON COLUMN "\w+"."\w+" IS NULL$/,
  /^DROP INDEX "\w+"\."\w+_idx"$/,
];

describe('the entities', () => {
  it('describe the migrated columns exactly', async () => {
    const entities = await allEntities();
    expect(entities.length).toBeGreaterThan(0);
    const dataSource = new DataSource({
      type: 'postgres',
      url: database.superuserUrl,
      entities,
      installExtensions: false,
    });
    await dataSource.initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();

    const wanted = upQueries.map(({ query }) => query);
    const differences = wanted.filter((query) => !STATED_IN_SQL_ALONE.some((pattern) => pattern.test(query)));
    expect(differences).toEqual([]);
  });
});
