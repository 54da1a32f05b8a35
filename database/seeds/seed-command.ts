import { UsageError } from '../explain-failure.ts';
import { CONFIRMATION, isOnThisMachine, refuseProduction, refuseUnconfirmedHost } from './demo-is-allowed.ts';
import { seedDemo, type SeedResult } from './seed-demo.ts';

export interface SeedCommand {
  env: NodeJS.ProcessEnv;
  /** What stands behind the command's name. */
  args: readonly string[];
  /** Finds the owner's address; called once nothing speaks against a demo. */
  ownerUrl: () => string;
}

/**
 * `npm run db:seed`.
 * @returns the line to print
 * @throws UsageError when it was called wrongly or is refused here
 */
export async function seedCommand({ env, args, ownerUrl }: SeedCommand): Promise<string> {
  if (args.some((argument) => argument !== CONFIRMATION)) {
    throw new UsageError(`Usage: npm run db:seed [-- ${CONFIRMATION}]`);
  }
  refuseProduction(env);
  const url = ownerUrl();
  if (!URL.parse(url)?.protocol.startsWith('postgres')) {
    throw new UsageError(
      'DATABASE_MIGRATION_URL is no address like postgresql://user:password@host:5432/name.',
    );
  }
  refuseUnconfirmedHost(url, args.length > 0);
  // Elsewhere codes go to whoever really has the administrator's number.
  return lineOf(await seedDemo(url, isOnThisMachine(url) ? 'admin' : 'owner'));
}

function lineOf({ shops, referrals, foundAccounts }: SeedResult): string {
  if (shops === 0 && referrals === 0) return 'nothing to do';
  const made = `made ${shops} shops, ${referrals} referrals`;
  if (foundAccounts === 0) return made;
  const found = foundAccounts === 1 ? '1 account was' : `${foundAccounts} accounts were`;
  return `${made}; ${found} there already and left alone`;
}
