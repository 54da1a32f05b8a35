import { type UploadQuota } from '#contracts/quota.js';

/** November's quota as the API answers it: of 35 uploads, 15 come from referrals. */
export function aQuota(changed: Partial<UploadQuota> = {}): UploadQuota {
  return {
    month: '2026-11-01',
    used: 5,
    limit: 35,
    parts: { plan: 'free', planUploads: 20, referralUploads: 15, adjustment: 0 },
    monthTurnsAt: '2026-11-30T18:30:00.000Z',
    ...changed,
  };
}
