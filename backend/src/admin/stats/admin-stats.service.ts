import { Injectable } from '@nestjs/common';
import { type AdminStats } from '#contracts/admin.js';
import { AdminFunctions } from '../admin-functions.js';

/** How the shops are doing. */
@Injectable()
export class AdminStatsService {
  constructor(private readonly functions: AdminFunctions) {}

  /** Counts as of now, in one pass over the accounts. */
  async read(adminId: string): Promise<AdminStats> {
    const { stats } = await this.functions.callForOne<{ stats: AdminStats }>(
      adminId,
      'SELECT admin_stats() AS stats',
      [],
    );
    return stats;
  }
}
