/** `node database/migrate.ts up|down|status`, on DATABASE_MIGRATION_URL: one line per migration, 0 when all went well. */
import { applyMigrations, listMigrations, undoLastMigration } from './migrations.ts';

const USAGE = 'Usage: node database/migrate.ts up|down|status';

const URL_MISSING =
  'DATABASE_MIGRATION_URL is not set: give it the postgresql:// address of the owner’s role.';

const COMMANDS: Record<string, (url: string) => Promise<string[]>> = {
  async up(url) {
    const applied = await applyMigrations(url);
    return applied.length > 0 ? applied.map((name) => `applied ${name}`) : ['nothing to apply'];
  },
  async down(url) {
    const undone = await undoLastMigration(url);
    return [undone === null ? 'nothing to undo' : `undone ${undone}`];
  },
  async status(url) {
    const migrations = await listMigrations(url);
    return migrations.map(({ name, isApplied }) => `${isApplied ? 'applied' : 'pending'} ${name}`);
  },
};

async function main([name = '', ...rest]: string[]): Promise<void> {
  const command = COMMANDS[name];
  if (command === undefined || rest.length > 0) throw new UsageError(USAGE);
  const url = process.env['DATABASE_MIGRATION_URL'];
  if (!url) throw new UsageError(URL_MISSING);
  for (const line of await command(url)) console.log(line);
}

class UsageError extends Error {}

/** Never shows the address: it holds a password. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  const { code, message } = error as { code?: string; message: string };
  const known = code === undefined ? undefined : REMEDIES[code];
  return known ?? `The migration failed and was rolled back: ${message.split('\n')[0] ?? ''}`;
}

const UNREACHABLE =
  'The database of DATABASE_MIGRATION_URL cannot be reached: check host, port and that it runs.';
const WRONG_LOGIN = 'The database of DATABASE_MIGRATION_URL refuses its user or password.';
const ROLES_MISSING =
  'The role bharatprint_owner is missing or not yours to act as: run node database/roles.ts first.';

const REMEDIES: Record<string, string> = {
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  '57P03': UNREACHABLE,
  '28P01': WRONG_LOGIN,
  '28000': WRONG_LOGIN,
  '3D000': 'The database named in DATABASE_MIGRATION_URL does not exist: create it first.',
  '22023': ROLES_MISSING,
  '42501': ROLES_MISSING,
  '55P03': 'A table was busy for 5 s: nothing was changed, run it again.',
  '53100': 'The database server’s disk is full.',
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
