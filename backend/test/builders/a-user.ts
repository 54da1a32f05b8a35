import { type UserRecord } from '../../src/database/user-record.js';

/** Asha's account, with whatever a test changes of it. */
export function aUser(changes: Partial<UserRecord> = {}): UserRecord {
  return {
    id: '01a20664-0467-7229-a31d-dff623e0fbce',
    phoneNumber: '+919876543210',
    clerkUserId: 'user_asha',
    ownerName: 'Asha',
    phoneVerified: true,
    shopName: 'Asha Prints',
    city: 'Pune',
    state: 'Maharashtra',
    pincode: '411001',
    language: 'en',
    role: 'owner',
    referralCode: 'BP-23456789A',
    subscriptionStatus: 'free',
    documentsUploaded: 40,
    monthlyUploadLimit: 20,
    uploadsUsedThisMonth: 7,
    uploadsMonth: '2026-11-01',
    tokenGeneration: 0,
    lastLogin: new Date('2026-11-23T03:00:00Z'),
    createdAt: new Date('2026-10-01T00:00:00Z'),
    updatedAt: new Date('2026-11-23T03:00:00Z'),
    ...changes,
  };
}
