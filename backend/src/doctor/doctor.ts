import { type Environment } from '../config/env.js';
import { clerkChecks } from './checks/clerk-checks.js';
import { databaseChecks } from './checks/database-checks.js';
import { redisCheck } from './checks/redis-check.js';
import { settingsChecks } from './checks/settings-checks.js';
import { failure, type Findings } from './outcome.js';

const SIGNS = { ok: '✔', reminder: '☐', warning: '▲', failure: '✖' } as const;
const NAME_WIDTH = 16;

/** Looks at everything the API stands on, as the API would use it. Changes nothing anywhere. */
export async function examine(environment: Environment): Promise<Findings> {
  const parts = await Promise.all([
    settled('settings', () => Promise.resolve(settingsChecks(environment))),
    settled('Clerk', () => clerkChecks(environment)),
    settled('database', () => databaseChecks(environment)),
    settled('Redis', () => redisCheck(environment)),
  ]);
  return Object.assign({}, ...parts) as Findings;
}

/** One line a finding. */
export function asLines(findings: Findings): string[] {
  return Object.entries(findings).map(
    ([name, { level, says }]) => `${SIGNS[level]} ${name.padEnd(NAME_WIDTH)} ${says}`,
  );
}

/** May it be deployed? Warnings and reminders are for people to weigh. */
export function isFit(findings: Findings): boolean {
  return Object.values(findings).every(({ level }) => level !== 'failure');
}

/** A check that breaks is a finding too; what broke may quote an address with its password, so only its kind is told. */
async function settled(name: string, look: () => Promise<Findings>): Promise<Findings> {
  try {
    return await look();
  } catch (error) {
    return {
      [name]: failure(`The check itself failed (${error instanceof Error ? error.name : 'unknown'}).`),
    };
  }
}
