import { type SubscriptionStatus } from '#contracts/user.js';

/** Where an account stands this month, as the database counts it. */
export interface UploadQuotaRecord {
  /** First day of the month in Asia/Kolkata, `YYYY-MM-01`. */
  month: string;
  used: number;
  limit: number;
  plan: SubscriptionStatus;
  /** Sum of the account's grants. */
  referralUploads: number;
  monthTurnsAt: Date;
  /** The same by the database's clock, which is the one that decides. */
  secondsToTurn: number;
}

export const UPLOAD_QUOTA_COLUMNS = `
  month, used, upload_limit AS "limit", plan, referral_uploads AS "referralUploads",
  month_turns_at AS "monthTurnsAt", seconds_to_turn AS "secondsToTurn"`;

/** What `consume_upload()` did: `repeated` was counted before, `given_back` was and is free again. */
export type ConsumeOutcome = 'counted' | 'repeated' | 'given_back' | 'exceeded';

export type ConsumedUpload = UploadQuotaRecord & { outcome: ConsumeOutcome };
