// `npm run clerk:reconcile [-- --mend]`: exits 0 when all is in order or was mended, 2 when drift was found and left, 1 on failure.
import { NestFactory } from '@nestjs/core';
import { AppError } from '../common/errors/app-error.js';
import { toAppError } from '../common/errors/to-app-error.js';
import { environmentOrExit } from '../config/env.js';
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
  if (drifts.length > 0 && !isMending) say('Nothing was changed. Run it with --mend to mend them.');
}

const args = process.argv.slice(2);
const isMending = args.includes('--mend');
if (args.some((argument) => argument !== '--mend')) {
  process.stderr.write('Usage: npm run clerk:reconcile [-- --mend]\n');
  process.exit(1);
}
// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as a class
const program = await NestFactory.createApplicationContext(ReconciliationModule.with(environmentOrExit()), {
  logger: ['error'],
});
try {
  const report = await program.get(ReconciliationService).run(isMending ? 'mend' : 'rehearse');
  tell(report, isMending);
  process.exitCode = report.drifts.length > 0 && !isMending ? DRIFT_LEFT : 0;
} catch (error) {
  const { code, cause } = error instanceof AppError ? error : toAppError(error);
  const detail = cause instanceof Error ? `: ${cause.message}` : '';
  process.stderr.write(`✖ ${code}${detail}. What was mended until now stays mended; run it again.\n`);
  process.exitCode = 1;
} finally {
  await program.close();
}
