import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { ClerkUsersService } from '../clerk/clerk-users.service.js';
import { AppError } from '../common/errors/app-error.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';
import { isUndefinedFunction } from '../database/hot-statements.js';
import { RowScope } from '../database/row-scope.js';

const EVERY_MS = 10 * 60_000;
/** Replicas that start together should not all look at the same moment. */
const SPREAD_MS = 60_000;
/** A laptop has one replica, and somebody who looks at it. */
const FIRST_RUN_ON_A_LAPTOP_MS = 1_000;
/** Small enough for the two seconds a statement may take. */
const BATCH = 200;
const CLERK_BATCH = 20;
const FORGET_BATCH = 5_000;

/** False where a test decides when the job runs. */
export const RUNS_BY_ITSELF = Symbol('RUNS_BY_ITSELF');

type Part = 'accounts' | 'users at Clerk' | 'counted uploads' | 'old records';

type Count = (done: number) => void;

/** Does one batch, counting what it did as it does it. @returns whether more may be due */
type Batch = (count: Count) => Promise<boolean>;

/** What one run did, also of a part that failed later. */
export interface ErasureReport {
  erased: number;
  deletedAtClerk: number;
  /** Parts that failed, and were left to the next run. */
  putOff: Part[];
}

/**
 * Erases accounts whose seven days are over, here and then at Clerk. Runs on every replica: rows are handed out by the
 * database, a batch is one transaction, and what a crash interrupts the next run does.
 */
@Injectable()
export class ErasureJob implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  private readonly logger = new Logger(ErasureJob.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly scope: RowScope,
    private readonly clerkUsers: ClerkUsersService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(RUNS_BY_ITSELF) private readonly runsByItself: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.runsByItself) return;
    this.runIn(this.environment.isProduction ? randomInt(SPREAD_MS) : FIRST_RUN_ON_A_LAPTOP_MS);
  }

  onModuleDestroy(): void {
    this.isStopping = true;
    clearTimeout(this.timer);
  }

  /** Not in the hook before: readiness fails in the last of those. The database is of a global module and closes after this. */
  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }

  /**
   * Erases all that is due, deletes at Clerk what Clerk still has of it, and forgets old records. None of these waits for
   * another to succeed: who is erased here must not stay at Clerk because some table is in use.
   */
  async run(): Promise<ErasureReport> {
    const putOff: Part[] = [];
    const attempt = async (part: Part, batch: Batch): Promise<number> => {
      let total = 0;
      const count = (done: number): void => {
        total += done;
      };
      try {
        for (let isMoreDue = true; isMoreDue && !this.isStopping;) isMoreDue = await batch(count);
      } catch (error) {
        putOff.push(part);
        this.logger.warn({ part, cause: error instanceof Error ? error.message : error }, 'erasure put off');
      }
      return total;
    };
    const erased = await attempt('accounts', (count) => this.eraseBatch(count));
    const deletedAtClerk = await attempt('users at Clerk', (count) => this.deleteBatchAtClerk(count));
    await attempt('counted uploads', (count) => this.forgetCountedUploads(count));
    await attempt('old records', (count) => this.forgetOldRecords(count));
    if (erased + deletedAtClerk > 0) this.logger.log({ erased, deletedAtClerk }, 'erased');
    return { erased, deletedAtClerk, putOff };
  }

  private async eraseBatch(count: Count): Promise<boolean> {
    const [row] = await this.scope.callUnscoped<{ erased: number }>('SELECT erase_due_users($1) AS erased', [
      BATCH,
    ]);
    const erased = row?.erased ?? 0;
    count(erased);
    return erased >= BATCH;
  }

  private async forgetCountedUploads(count: Count): Promise<boolean> {
    const [row] = await this.scope.callUnscoped<{ forgotten: number }>(
      'SELECT forget_counted_uploads($1) AS forgotten',
      [FORGET_BATCH],
    );
    const forgotten = row?.forgotten ?? 0;
    count(forgotten);
    return forgotten >= FORGET_BATCH;
  }

  private async forgetOldRecords(count: Count): Promise<boolean> {
    try {
      const [row] = await this.scope.callUnscoped<{ forgotten: number }>(
        'SELECT forget_old_records($1) AS forgotten',
        [FORGET_BATCH],
      );
      const forgotten = row?.forgotten ?? 0;
      count(forgotten);
      return forgotten >= FORGET_BATCH;
    } catch (error) {
      if (!isUndefinedFunction(error)) throw error;
      // On a schema of the former release: all at once.
      await this.scope.callUnscoped('SELECT forget_old_records()', []);
      return false;
    }
  }

  /** One that fails is handed out again after a minute, and does not keep the others from being deleted. */
  private async deleteBatchAtClerk(count: Count): Promise<boolean> {
    const due = await this.scope.callUnscoped<{ id: string }>('SELECT clerk_deletions_due($1) AS id', [
      CLERK_BATCH,
    ]);
    let refusal: AppError | undefined;
    for (const { id } of due) {
      if (this.isStopping) break;
      try {
        await this.deleteAtClerk(id);
        count(1);
      } catch (error) {
        // Clerk's refusal of one user; a database that does not answer ends this part.
        if (!(error instanceof AppError)) throw error;
        refusal ??= error;
      }
    }
    if (refusal) throw refusal;
    return due.length >= CLERK_BATCH;
  }

  private async deleteAtClerk(clerkUserId: string): Promise<void> {
    await this.clerkUsers.delete(clerkUserId);
    await this.scope.callUnscoped('SELECT clerk_deletion_done($1)', [clerkUserId]);
  }

  private runIn(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.running = this.run()
        .catch((error: unknown) => {
          this.logger.warn({ cause: error instanceof Error ? error.message : error }, 'erasure put off');
        })
        .finally(() => {
          if (!this.isStopping) this.runIn(EVERY_MS + randomInt(SPREAD_MS));
        });
    }, milliseconds);
    this.timer.unref();
  }
}
