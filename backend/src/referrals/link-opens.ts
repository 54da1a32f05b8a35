import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { RowScope } from '../database/row-scope.js';

const WRITE_AFTER_MS = 5_000;

/**
 * Counts look-ups of valid codes. They are written together, some seconds later: a write with each look-up would make valid
 * codes answer more slowly than unknown ones. What a crash loses is a few of a figure that nobody is paid by.
 */
@Injectable()
export class LinkOpens implements OnApplicationShutdown {
  private readonly logger = new Logger(LinkOpens.name);
  private counted = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly scope: RowScope) {}

  count(): void {
    this.counted += 1;
    this.timer ??= setTimeout(() => void this.write(), WRITE_AFTER_MS).unref();
  }

  /** Writes what was counted since the last time; keeps it for the next when the database does not answer. */
  async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const opens = this.counted;
    if (opens === 0) return;
    this.counted = 0;
    try {
      await this.scope.callUnscoped('SELECT note_referral_link_opens($1)', [opens]);
    } catch (error) {
      this.counted += opens;
      this.logger.warn({ cause: error instanceof Error ? error.message : error }, 'link opens put off');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.write();
  }
}
