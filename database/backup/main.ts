// The drill on a server: `node database/backup/main.ts` with DATABASE_ADMIN_URL. Exits 0 when the copy is like the original.
import { explainFailure, UsageError } from '../explain-failure.ts';
import { BlindRoleError } from './drill.ts';
import { drillCommand } from './drill-command.ts';

try {
  const { lines, isAlike } = await drillCommand({
    env: process.env,
    args: process.argv.slice(2),
    adminUrl: () => Promise.reject(new UsageError('DATABASE_ADMIN_URL is not set.')),
  });
  for (const line of lines) console.log(line);
  process.exitCode = isAlike ? 0 : 1;
} catch (error) {
  console.error(error instanceof BlindRoleError ? error.message : explainFailure(error));
  process.exitCode = 1;
}
