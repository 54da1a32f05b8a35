import { type UploadQuotaRecord } from '../database/upload-quota-record.js';
import { toUploadQuota } from './upload-quota.view.js';

const ASHAS: UploadQuotaRecord = {
  month: '2026-11-01',
  used: 7,
  limit: 30,
  plan: 'free',
  referralUploads: 10,
  monthTurnsAt: new Date('2026-11-30T18:30:00Z'),
  secondsToTurn: 86_400,
};

describe(toUploadQuota.name, () => {
  it('shows an owner exactly these facts', () => {
    expect(toUploadQuota(ASHAS)).toEqual({
      month: '2026-11-01',
      used: 7,
      limit: 30,
      parts: { plan: 'free', planUploads: 20, referralUploads: 10, adjustment: 0 },
      monthTurnsAt: '2026-11-30T18:30:00.000Z',
    });
  });

  it.each([
    { case: 'support added', changes: { limit: 100 }, adjustment: 70 },
    { case: 'support took away', changes: { limit: 0 }, adjustment: -30 },
    { case: 'a bigger plan', changes: { plan: 'premium' as const, limit: 510 }, adjustment: 0 },
    { case: 'a reward taken back', changes: { referralUploads: 0, limit: 20 }, adjustment: 0 },
  ])('has parts that add up to the limit: $case', ({ changes, adjustment }) => {
    const { limit, parts } = toUploadQuota({ ...ASHAS, ...changes });
    expect(parts.adjustment).toBe(adjustment);
    expect(parts.planUploads + parts.referralUploads + parts.adjustment).toBe(limit);
  });
});
