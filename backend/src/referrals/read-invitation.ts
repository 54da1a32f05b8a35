import { type EntityManager } from 'typeorm';
import { type Invitation } from '#contracts/referral.js';
import { INVITATION_COLUMNS, type InvitationRow, toInvitation } from './referral.view.js';

/** How the user the transaction speaks for came here; null when nobody invited them. */
export async function readInvitation(manager: EntityManager): Promise<Invitation | null> {
  const [row] = await manager.query<InvitationRow[]>(`SELECT ${INVITATION_COLUMNS} FROM my_invitation()`);
  return row ? toInvitation(row) : null;
}
