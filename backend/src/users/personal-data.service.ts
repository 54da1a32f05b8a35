import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type PersonalData } from '#contracts/personal-data.js';
import { AppError } from '../common/errors/app-error.js';
import { RowScope } from '../database/row-scope.js';
import { User } from './user.entity.js';
import { toUserProfile } from './user.view.js';

/** Everything of a table that row-level security shows the caller, which is why none of these names a user. */
const FORMER_PHONE_NUMBERS = `
  SELECT phone_number AS "phoneNumber", reason, released_at AS "releasedAt" FROM phone_history ORDER BY released_at`;
const INVITED = `
  SELECT status, joined_at AS "joinedAt", activated_at AS "activatedAt" FROM referrals
  WHERE referrer_id = $1 ORDER BY joined_at`;
const INVITATION = `SELECT status, joined_at AS "joinedAt" FROM referrals WHERE referee_id = $1`;
const UPLOAD_GRANTS = `
  SELECT side, kind, uploads, created_at AS "createdAt" FROM upload_grants ORDER BY created_at`;
const COUNTED_UPLOADS = `
  SELECT id, month, counted_at AS "countedAt", given_back_at AS "givenBackAt" FROM counted_uploads ORDER BY counted_at`;
const AUDIT_LOG = `
  SELECT action, created_at AS "createdAt", subject_id IS NOT DISTINCT FROM $1 AS "isAboutYou",
    CASE WHEN actor_id IS NULL THEN 'the system' WHEN actor_id = $1 THEN 'you' ELSE 'somebody else' END AS by,
    CASE WHEN subject_id = $1 THEN details - 'actor' ELSE '{}' END AS details
  FROM audit_log ORDER BY created_at`;

/** What is held about an owner, for the owner (DPDP Act 2023, section 11: the right to access). */
@Injectable()
export class PersonalDataService {
  constructor(private readonly scope: RowScope) {}

  async export(userId: string): Promise<PersonalData> {
    return this.scope.run(userId, (manager) => read(manager, userId, new Date()));
  }
}

async function read(manager: EntityManager, userId: string, now: Date): Promise<PersonalData> {
  const user = await manager.getRepository(User).findOneBy({ id: userId });
  if (!user) throw new AppError('request.not_found');
  const [invitation] = await manager.query<NonNullable<PersonalData['invitation']>[]>(INVITATION, [userId]);
  return {
    exportedAt: now.toISOString(),
    profile: toUserProfile(user, now),
    account: { clerkUserId: user.clerkUserId, eraseAfter: user.eraseAfter?.toISOString() ?? null },
    formerPhoneNumbers: await manager.query(FORMER_PHONE_NUMBERS),
    invitation: invitation ?? null,
    invited: await manager.query(INVITED, [userId]),
    uploadGrants: await manager.query(UPLOAD_GRANTS),
    countedUploads: await manager.query(COUNTED_UPLOADS),
    auditLog: await manager.query(AUDIT_LOG, [userId]),
  };
}
