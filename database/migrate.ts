/** The command line of the schema; `USAGE` below says how it is called. Exits 0 when all went well, else 1. */
import { explainFailure, UsageError } from './explain-failure.ts';
import { applyMigrations, listMigrations, undoLastMigration } from './migrations.ts';
import { API_ROLE, createRoles, OWNER_ROLE } from './roles.ts';

const USAGE = `Usage: node database/migrate.ts <command>
  up      applies every migration not applied yet    (DATABASE_MIGRATION_URL)
  down    undoes the last one                        (DATABASE_MIGRATION_URL)
  status  lists them                                 (DATABASE_MIGRATION_URL)
  roles   makes the roles with the passwords in DATABASE_URL and DATABASE_MIGRATION_URL (DATABASE_ADMIN_URL)`;

/** Each answers the lines to print. */
const COMMANDS: Record<string, () => Promise<string[]>> = {
  async up() {
    const applied = await applyMigrations(address('DATABASE_MIGRATION_URL').href, {
      onWait: (line) => console.error(line),
    });
    return applied.length > 0 ? applied.map((name) => `applied ${name}`) : ['nothing to apply'];
  },
  async down() {
    const undone = await undoLastMigration(address('DATABASE_MIGRATION_URL').href);
    return [undone === null ? 'nothing to undo' : `undone ${undone}`];
  },
  async status() {
    const migrations = await listMigrations(address('DATABASE_MIGRATION_URL').href);
    return migrations.map(({ name, isApplied }) => `${isApplied ? 'applied' : 'pending'} ${name}`);
  },
  async roles() {
    const api = passwordOf(API_ROLE, address('DATABASE_URL'));
    if (api === null) throw new UsageError(`DATABASE_URL must name the user ${API_ROLE} and its password.`);
    // Somebody else may migrate in the owner's place, as `postgres` does on Supabase.
    const owner = passwordOf(OWNER_ROLE, address('DATABASE_MIGRATION_URL'));
    await createRoles(address('DATABASE_ADMIN_URL').href, { owner, api });
    return ['roles are ready'];
  },
};

function address(variable: string): URL {
  const url = URL.parse(process.env[variable] ?? '');
  if (url?.protocol.startsWith('postgres')) return url;
  throw new UsageError(
    `${variable} is not set: give it an address like postgresql://user:password@host:5432/name.`,
  );
}

/** A pooler may want the project's name behind the role's, with a dot between them. */
function passwordOf(role: string, { username, password }: URL): string | null {
  return username.split('.')[0] === role && password !== '' ? decodeURIComponent(password) : null;
}

try {
  const [name = '', ...rest] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command === undefined || rest.length > 0) throw new UsageError(USAGE);
  for (const line of await command()) console.log(line);
} catch (error) {
  console.error(explainFailure(error));
  process.exitCode = 1;
}
