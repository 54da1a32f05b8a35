import { aUser } from '../../test/builders/a-user.js';
import { toUserProfile } from './user.view.js';

const NOW = new Date('2026-11-23T04:00:00Z');

describe(toUserProfile.name, () => {
  it('shows an owner exactly the fields of the profile', () => {
    expect(toUserProfile(aUser(), NOW)).toEqual({
      id: '01a20664-0467-7229-a31d-dff623e0fbce',
      phoneNumber: '+919876543210',
      phoneVerified: true,
      ownerName: 'Asha',
      shopName: 'Asha Prints',
      city: 'Pune',
      state: 'Maharashtra',
      pincode: '411001',
      language: 'en',
      role: 'owner',
      referralCode: 'BP-23456789A',
      onboardingCompleted: true,
      subscriptionStatus: 'free',
      documentsUploaded: 40,
      monthlyUploadLimit: 20,
      uploadsUsedThisMonth: 7,
      lastLogin: '2026-11-23T03:00:00.000Z',
      createdAt: '2026-10-01T00:00:00.000Z',
      updatedAt: '2026-11-23T03:00:00.000Z',
    });
  });

  it.each(['shopName', 'city', 'state', 'pincode'] as const)('waits for %s with the onboarding', (field) => {
    expect(toUserProfile(aUser({ [field]: null }), NOW).onboardingCompleted).toBe(false);
  });

  it('counts no upload of an earlier month', () => {
    const user = aUser({ uploadsMonth: '2026-10-01', uploadsUsedThisMonth: 20 });
    expect(toUserProfile(user, NOW).uploadsUsedThisMonth).toBe(0);
  });

  it('shows a count of the next month, which the database reached first', () => {
    const user = aUser({ uploadsMonth: '2026-12-01', uploadsUsedThisMonth: 1 });
    expect(toUserProfile(user, NOW).uploadsUsedThisMonth).toBe(1);
  });
});
