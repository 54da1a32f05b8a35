import { Injectable } from '@nestjs/common';
import { type ErrorCode } from '#contracts/error-codes.js';
import {
  type Invitation,
  type InvitationOutcome,
  parseReferralCode,
  type ReferralCodeLookUp,
} from '#contracts/referral.js';
import { AppError } from '../common/errors/app-error.js';
import { HotStatements } from '../database/hot-statements.js';
import { RowScope } from '../database/row-scope.js';
import { LinkOpens } from './link-opens.js';
import { newReferralCode } from './referral-code.js';
import { readInvitation } from './read-invitation.js';

const REDEEM = 'SELECT redeem_referral_code($1) AS outcome';

/** What `redeem_referral_code()` and `sign_in()` say when nothing was redeemed, and what we call it. */
const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  code_unknown: 'referral.code_unknown',
  own_code: 'referral.own_code',
  repeated: 'referral.already_redeemed',
  already_redeemed: 'referral.already_redeemed',
  too_late: 'referral.too_late',
};

interface Redeemed {
  outcome: string;
  invitation: Invitation | null;
}

/** The codes shops invite each other with. */
@Injectable()
export class ReferralsService {
  constructor(
    private readonly statements: HotStatements,
    private readonly scope: RowScope,
    private readonly linkOpens: LinkOpens,
  ) {}

  /** A code for a new account. That it is free is for the database's unique index to say. */
  newCode(): string {
    return newReferralCode();
  }

  /** Who invites by this code. What cannot be a code is looked up too: no answer comes faster than another. */
  async lookUp(text: string): Promise<ReferralCodeLookUp> {
    const referrer = await this.statements.referrerOf(parseReferralCode(text) ?? '');
    if (referrer) this.linkOpens.count();
    return { valid: referrer !== null, referrer };
  }

  /**
   * The caller was invited by this code. The same code once more, perhaps because the first answer was lost, gets the
   * answer of before.
   * @throws AppError `referral.code_unknown`, `referral.own_code`, `referral.already_redeemed`, `referral.too_late`
   */
  async redeem(userId: string, text: string): Promise<Invitation> {
    const { outcome, invitation } = await this.tryToRedeem(userId, text);
    const refusal = outcome === 'repeated' ? undefined : REFUSALS[outcome];
    if (refusal) throw new AppError(refusal);
    if (!invitation) throw new Error(`redeem_referral_code() answered ${outcome}`);
    return invitation;
  }

  /** What became of the code with which a new account was made; the account is there in any case. */
  outcomeOfJoining(outcome: string): InvitationOutcome {
    const refusal = REFUSALS[outcome];
    return refusal
      ? { status: 'ignored', code: refusal }
      : { status: outcome === 'held' ? 'held' : 'joined' };
  }

  /** Redeems a code that came with a sign-in. The code of before, sent once more, is no refusal. */
  async redeemAtSignIn(userId: string, text: string): Promise<InvitationOutcome> {
    const { outcome, invitation } = await this.tryToRedeem(userId, text);
    const refusal = REFUSALS[outcome];
    if (invitation && (outcome === 'repeated' || !refusal)) return { status: invitation.status };
    return { status: 'ignored', code: refusal ?? 'referral.code_unknown' };
  }

  private async tryToRedeem(userId: string, text: string): Promise<Redeemed> {
    return this.scope.run(userId, async (manager) => {
      const [row] = await manager.query<{ outcome: string }[]>(REDEEM, [parseReferralCode(text) ?? '']);
      return { outcome: row?.outcome ?? '', invitation: await readInvitation(manager) };
    });
  }
}
