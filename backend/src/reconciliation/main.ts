// `npm run clerk:reconcile [-- --mend [--many]]`: exits 0 when all is in order or was mended, 2 when drift was found and left, 1
// when it failed or refused.
import { NestFactory } from '@nestjs/core';
import { AppError } from '../common/errors/app-error.js';
import { toAppError } from '../common/errors/to-app-error.js';
import { environmentOrExit } from '../config/env.js';
import { isManyToEnd, RefusedReconciliationError } from './ending-limits.js';
import { modeOf } from './reconciliation-mode.js';
import { ReconciliationModule } from './reconciliation.module.js';
import { type ReconciliationReport, ReconciliationService } from './reconciliation.service.js';

const DRIFT_LEFT = 2;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tell({ clerkUsers, boundAccounts, drifts }: ReconciliationReport, isMending: boolean): void {
  for (const { clerkUserId, outcome } of drifts) {
    say(`${clerkUserId}: ${outcome}${isMending ? ', mended' : ''}`);
  }
  say(
    `Compared ${clerkUsers} Clerk users and ${boundAccounts} bound accounts: ${drifts.length} had drifted.`,
  );
  if (drifts.length === 0 || isMending) return;
  say('Nothing was changed. Run it with --mend to mend them.');
  const gone = drifts.filter(({ outcome }) => outcome === 'deleted').length;
  if (isManyToEnd(gone, boundAccounts)) say(`To end as many as ${gone} accounts it wants --mend --many.`);
}

function sentenceOf(error: unknown): string {
  if (error instanceof RefusedReconciliationError) return error.message;
  const { code, cause } = error instanceof AppError ? error : toAppError(error);
  const detail = cause instanceof Error ? `: ${cause.message}` : '';
  return `${code}${detail}. Run it again.`;
}

const mode = modeOf(process.argv.slice(2));
if (mode === null) {
  process.stderr.write('Usage: npm run clerk:reconcile [-- --mend [--many]]\n');
  process.exit(1);
}
// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as a class
const program = await NestFactory.createApplicationContext(ReconciliationModule.with(environmentOrExit()), {
  logger: ['error'],
});
try {
  const report = await program.get(ReconciliationService).run(mode);
  const isMending = mode !== 'rehearse';
  tell(report, isMending);
  process.exitCode = report.drifts.length > 0 && !isMending ? DRIFT_LEFT : 0;
} catch (error) {
  process.stderr.write(`✖ ${sentenceOf(error)}\n`);
  if (mode !== 'rehearse') process.stderr.write('What was mended until now stays mended.\n');
  process.exitCode = 1;
} finally {
  await program.close();
}
