import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { HotStatements } from './hot-statements.js';
import { NamelessClient } from './nameless-client.js';

describe(NamelessClient.name, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await TestDatabase.start();
  }, 60_000);

  afterAll(() => database.stop());

  /** How many statements a connection remembers, asked for by one with a name. */
  const remembered = async (namesStatements: string) => {
    const app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      variables: { DATABASE_NAMED_STATEMENTS: namesStatements },
    });
    const count = 'SELECT count(*)::int AS n FROM pg_prepared_statements WHERE name = $1';
    const rows = await app.nest.get(HotStatements)['run']<{ n: number }>('count', count, ['count']);
    await app.stop();
    return rows[0]?.n;
  };

  it('leaves no statement behind that another connection of a pooler would not know', async () => {
    expect(await remembered('true')).toBe(1);
    expect(await remembered('false')).toBe(0);
  });
});
