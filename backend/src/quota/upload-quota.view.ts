import { PLAN_UPLOADS, type UploadQuota } from '#contracts/quota.js';
import { type UploadQuotaRecord } from '../database/upload-quota-record.js';

/** The month's uploads as their owner sees them. What neither plan nor referrals explain, support has adjusted. */
export function toUploadQuota(record: UploadQuotaRecord): UploadQuota {
  const { month, used, limit, plan, referralUploads } = record;
  const planUploads = PLAN_UPLOADS[plan];
  return {
    month,
    used,
    limit,
    parts: { plan, planUploads, referralUploads, adjustment: limit - planUploads - referralUploads },
    monthTurnsAt: record.monthTurnsAt.toISOString(),
  };
}
