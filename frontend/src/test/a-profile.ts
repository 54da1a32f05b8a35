import { type UserProfile } from '#contracts/user.js';

export const ASHAS_NUMBER = '+919876543210';
export const RAVIS_NUMBER = '+919123456780';

/** An owner's profile as the API answers it, complete unless said otherwise. */
export function aProfile(changed: Partial<UserProfile> = {}): UserProfile {
  return {
    id: '0198b1c0-0000-7000-8000-000000000001',
    phoneNumber: ASHAS_NUMBER,
    phoneVerified: true,
    ownerName: 'Asha Sharma',
    shopName: 'Sharma Prints',
    city: 'Jaipur',
    state: 'Rajasthan',
    pincode: '302001',
    language: 'en',
    role: 'owner',
    referralCode: 'BP-7K3MX2QHR',
    onboardingCompleted: true,
    subscriptionStatus: 'free',
    documentsUploaded: 31,
    monthlyUploadLimit: 20,
    uploadsUsedThisMonth: 5,
    lastLogin: '2026-11-22T04:30:00.000Z',
    createdAt: '2026-10-01T04:30:00.000Z',
    updatedAt: '2026-11-22T04:30:00.000Z',
    ...changed,
  };
}
