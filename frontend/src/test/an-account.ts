import {
  type AdminReferral,
  type AdminUserDetail,
  type AdminUserSummary,
  type AuditEntry,
} from '#contracts/admin.js';

export const RAVIS_ID = '0198b1c0-0000-7000-8000-00000000000a';
export const ASHAS_ID = '0198b1c0-0000-7000-8000-000000000001';

/** Ravi's shop in an admin's list. */
export function aFoundAccount(changed: Partial<AdminUserSummary> = {}): AdminUserSummary {
  return {
    id: RAVIS_ID,
    maskedPhoneNumber: '+91••••••7780',
    ownerName: 'Ravi Meena',
    shopName: 'Ravi Xerox',
    city: 'Jodhpur',
    state: 'Rajasthan',
    subscriptionStatus: 'free',
    status: 'active',
    role: 'owner',
    createdAt: '2026-10-01T04:30:00.000Z',
    lastLogin: '2026-11-21T19:00:00.000Z',
    ...changed,
  };
}

/** Ravi's account in full. */
export function anAccount(changed: Partial<AdminUserDetail> = {}): AdminUserDetail {
  return {
    id: RAVIS_ID,
    phoneNumber: '+919123456780',
    phoneVerified: true,
    clerkUserId: 'user_ravi',
    ownerName: 'Ravi Meena',
    shopName: 'Ravi Xerox',
    city: 'Jodhpur',
    state: 'Rajasthan',
    pincode: '342001',
    language: 'hi',
    role: 'owner',
    referralCode: 'BP-R4V1X3R0X',
    subscriptionStatus: 'free',
    status: 'active',
    documentsUploaded: 31,
    monthlyUploadLimit: 25,
    uploadsUsedThisMonth: 7,
    lastLogin: '2026-11-21T19:00:00.000Z',
    blockedAt: null,
    parkedAt: null,
    eraseAfter: null,
    erasedAt: null,
    createdAt: '2026-10-01T04:30:00.000Z',
    updatedAt: '2026-11-22T04:30:00.000Z',
    formerPhoneNumbers: [],
    referrals: { invited: 3, rewarded: 1, invitedBy: null },
    ...changed,
  };
}

/** What stands in the audit log: Asha has blocked Ravi. */
export function anEntry(changed: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: '0198b1c0-0000-7000-8000-0000000000e1',
    action: 'admin.user_blocked',
    actorId: ASHAS_ID,
    subjectId: RAVIS_ID,
    details: { reason: 'Spam, ticket 4711' },
    createdAt: '2026-11-21T19:00:00.000Z',
    ...changed,
  };
}

/** A referral that waits for a decision: Asha has invited Ravi. */
export function aHeldReferral(changed: Partial<AdminReferral> = {}): AdminReferral {
  return {
    id: '0198b1c0-0000-7000-8000-0000000000f1',
    status: 'held',
    heldReason: 'same_shop',
    referrer: { id: ASHAS_ID, shopName: 'Asha Digital Prints', city: 'Pune' },
    referee: { id: RAVIS_ID, shopName: 'Ravi Xerox', city: null },
    joinedAt: '2026-11-21T19:00:00.000Z',
    activatedAt: null,
    rewardedAt: null,
    decision: null,
    ...changed,
  };
}
