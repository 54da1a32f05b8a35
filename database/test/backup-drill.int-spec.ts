import pg from 'pg';
import { copyRows } from '../backup/copy-rows.ts';
import { allFacts, backupDrill, beginSnapshot, BlindRoleError } from '../backup/drill.ts';
import { differences } from '../backup/facts.ts';
import { drillCommand } from '../backup/drill-command.ts';
import { applyMigrations } from '../migrations.ts';
import { createDatabase } from '../roles.ts';
import { insertUser, phoneNumber, signIn } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

let database: TestDatabase;
let superuser: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  superuser = openPool(database.superuserUrl);
  const asha = await insertUser(superuser, {
    owner_name: `Asha "अशा" \\ \n`.trim(),
    last_login: new Date(0),
  });
  await superuser.query(
    `INSERT INTO audit_log (actor_id, subject_id, action, details)
     VALUES ($1, $1, 'test.seen', '{"number": 12345678901234567890, "text": "\\u0915"}')`,
    [asha.id],
  );
  const api = openPool(database.apiUrl);
  await signIn(api, { clerkUserId: 'user_ravi', phoneNumber: phoneNumber(1) });
  await api.end();
});

afterAll(async () => {
  await superuser.end();
  await database.stop();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** A new database with the schema and nothing else, as a superuser sees it. */
async function openCopy(name: string): Promise<pg.Client> {
  await createDatabase(database.superuserUrl, name);
  const url = new URL(database.ownerUrl);
  url.pathname = name;
  await applyMigrations(url.href);
  return connect(database.superuserUrl.replace(/[^/]*$/, name));
}

describe(backupDrill.name, () => {
  it('restores a database like the original, and leaves nothing behind', async () => {
    const { lines, isAlike } = await drillCommand({
      env: { DATABASE_ADMIN_URL: database.superuserUrl },
      args: [],
      adminUrl: () => Promise.reject(new Error('not asked')),
    });
    expect(isAlike).toBe(true);
    expect(lines).toContain('  users: 2');
    expect(lines.at(-1)).toMatch(/^✔/);
    const { rows } = await superuser.query(
      `SELECT FROM pg_database WHERE datname LIKE 'bharatprint\\_drill%'`,
    );
    expect(rows).toEqual([]);
  });

  it('refuses a role that policies bind, as they bind the owner', async () => {
    const drill = backupDrill({
      sourceUrl: database.ownerUrl,
      targetUrl: database.superuserUrl,
      toolsFolder: '',
    });
    await expect(drill).rejects.toThrow(BlindRoleError);
  });

  it('would notice the empty copy that the owner can take', async () => {
    const [owner, source] = [await connect(database.ownerUrl), await connect(database.superuserUrl)];
    const copy = await openCopy('taken_by_owner');
    await owner.query('BEGIN');
    await copyRows(owner, copy);
    expect((await copy.query('SELECT FROM users')).rowCount).toBe(0);
    expect(differences(await allFacts(source), await allFacts(copy))).toContainEqual(
      expect.stringMatching(/^differs: rows of users: 2 with digest .* → 0 /),
    );
    await Promise.all([owner.end(), source.end(), copy.end()]);
  });
});

describe(differences.name, () => {
  let source: pg.Client;
  let copy: pg.Client;

  beforeAll(async () => {
    source = await connect(database.superuserUrl);
    await beginSnapshot(source);
    copy = await openCopy('compared');
    await copyRows(source, copy);
  });

  afterAll(() => Promise.all([source.end(), copy.end()]));

  it('finds none in a faithful copy', async () => {
    expect(differences(await allFacts(source), await allFacts(copy))).toEqual([]);
  });

  it.each([
    ['DELETE FROM audit_log', /^differs: rows of audit_log: /],
    [`UPDATE users SET city = 'Pune' WHERE owner_name IS NULL`, /^differs: rows of users: 2 .* → 2 /],
    ['DROP POLICY users_owner_select ON users', /^missing: policy users\.users_owner_select$/],
    ['ALTER POLICY users_owner_select ON users USING (true)', /^differs: policy users\.users_owner_select: /],
    ['REVOKE SELECT ON users FROM bharatprint_api', /^differs: relation users: /],
    ['GRANT UPDATE (role) ON users TO bharatprint_api', /^differs: column users\.role: /],
    [
      'ALTER TABLE users NO FORCE ROW LEVEL SECURITY',
      /^differs: row-level security of users: on forced → on not forced$/,
    ],
    ['GRANT EXECUTE ON FUNCTION caller TO PUBLIC', /^differs: function caller\(uuid,integer\): /],
    ['ALTER FUNCTION caller OWNER TO postgres', /^differs: function caller/],
    ['ALTER FUNCTION caller RESET search_path', /^differs: function caller/],
    [
      'ALTER TABLE users DROP CONSTRAINT users_pincode_check',
      /^missing: constraint users\.users_pincode_check$/,
    ],
    [
      'ALTER TABLE users DISABLE TRIGGER users_touch_updated_at',
      /^differs: trigger users\.users_touch_updated_at/,
    ],
    ['DROP INDEX users_erase_after_idx', /^missing: index users_erase_after_idx$/],
    [`SELECT setval('migrations_id_seq', 1)`, /^differs: position of sequence migrations_id_seq: /],
    ['CREATE TABLE forgotten (id int)', /^not in the original: relation forgotten$/],
  ])('notices %s', async (damage, line) => {
    const facts = await allFacts(source);
    await copy.query('BEGIN');
    await copy.query(damage);
    const found = differences(facts, await allFacts(copy));
    await copy.query('ROLLBACK');
    expect(found).toContainEqual(expect.stringMatching(line));
  });
});
