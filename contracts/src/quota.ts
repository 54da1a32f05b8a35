import { type SubscriptionStatus } from './user.js';

/** Uploads a month of each plan, before grants. */
export const PLAN_UPLOADS: Readonly<Record<SubscriptionStatus, number>> = { free: 20, premium: 500 };

/** Answer of `GET /quota/me` and `PUT /quota/uploads/:id`: the uploads of the present month in Asia/Kolkata. */
export interface UploadQuota {
  /** First day of the month, `YYYY-MM-01`. */
  month: string;
  used: number;
  /** What may be used: the sum of `parts`. */
  limit: number;
  parts: {
    plan: SubscriptionStatus;
    /** What the plan brings. */
    planUploads: number;
    /** What referrals brought, on either side. */
    referralUploads: number;
    /** What BharatPrint's support added or took away. */
    adjustment: number;
  };
  /** When the next month begins and counting starts afresh, ISO 8601 in UTC. */
  monthTurnsAt: string;
}
