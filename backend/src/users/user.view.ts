import { type IndianState } from '#contracts/indian-states.js';
import { LANGUAGES, type UserProfile } from '#contracts/user.js';
import { type UserRecord } from '../database/user-record.js';
import { monthInIndia } from './month-in-india.js';

/**
 * The account as its owner sees it.
 * @param now decides which month the upload counter is for: a counter of an earlier month stands at zero
 */
export function toUserProfile(user: UserRecord, now: Date): UserProfile {
  return {
    id: user.id,
    phoneNumber: user.phoneNumber ?? '',
    phoneVerified: user.phoneVerified,
    ownerName: user.ownerName,
    shopName: user.shopName,
    city: user.city,
    // A check constraint holds the column to the names of the shared list.
    state: user.state as IndianState | null,
    pincode: user.pincode,
    language: LANGUAGES.find((language) => language === user.language) ?? 'en',
    role: user.role,
    referralCode: user.referralCode,
    onboardingCompleted: [user.shopName, user.city, user.state, user.pincode].every(Boolean),
    subscriptionStatus: user.subscriptionStatus,
    documentsUploaded: user.documentsUploaded,
    monthlyUploadLimit: user.monthlyUploadLimit,
    uploadsUsedThisMonth: countsNow(user, now) ? user.uploadsUsedThisMonth : 0,
    lastLogin: user.lastLogin?.toISOString() ?? null,
    createdAt: user.createdAt.toISOString(),
    updatedAt: user.updatedAt.toISOString(),
  };
}

/** The database's clock may be in a month that this server's has not reached. */
function countsNow({ uploadsMonth }: UserRecord, now: Date): boolean {
  return uploadsMonth !== null && uploadsMonth >= monthInIndia(now);
}
