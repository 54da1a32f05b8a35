import { Injectable } from '@nestjs/common';
import { type AdminStats, type SignUps, type SignUpsOfDay } from '#contracts/admin.js';
import { AdminFunctions } from '../admin-functions.js';

const SIGN_UPS = 'SELECT day::text, sign_ups::int AS "signUps" FROM admin_sign_ups($1)';

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

  /** Sign-ups of each of the last days in Asia/Kolkata. */
  async signUps(adminId: string, days: number): Promise<SignUps> {
    return { days: await this.functions.call<SignUpsOfDay>(adminId, SIGN_UPS, [days]) };
  }
}
