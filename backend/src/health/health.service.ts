import { Injectable } from '@nestjs/common';
import { SigningKeys } from '../common/auth/signing-keys.js';
import { AppError } from '../common/errors/app-error.js';
import { Drain } from '../common/http/drain.js';
import { HotStatements } from '../database/hot-statements.js';

const RETRY_SECONDS = 2;

/** Whether this replica can do its work. */
@Injectable()
export class HealthService {
  constructor(
    private readonly drain: Drain,
    private readonly statements: HotStatements,
    private readonly signingKeys: SigningKeys,
  ) {}

  /** @throws AppError with the code of the first thing that is missing */
  async requireReady(): Promise<void> {
    if (this.drain.isStopping) throw new AppError('server.stopping', { retryAfter: RETRY_SECONDS });
    await this.requireDatabase();
    if (await this.signingKeys.areUsable()) return;
    throw new AppError('auth.keys_unavailable', { retryAfter: RETRY_SECONDS });
  }

  private async requireDatabase(): Promise<void> {
    try {
      await this.statements.ping();
    } catch (cause) {
      throw new AppError('database.unavailable', { retryAfter: RETRY_SECONDS, cause });
    }
  }
}
