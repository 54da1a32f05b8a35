import { Injectable, inject } from '@angular/core';
import { recall } from '../browser/tab-memory.js';
import { logAuthStep } from '../errors/log-auth-step.js';
import { ClerkFailure, toClerkFailure, withPatience } from './clerk-failure.js';
import { CALL_PATIENCE_MS, ClerkSession } from './clerk-session.js';
import { type ClerkPhoneNumber } from './clerk-shapes.js';

/** Where this tab keeps how far a change of number has come: its `step`, and `of` which owner it is. */
export const KEPT_NUMBER_CHANGE = 'bharatprint.number-change';

/**
 * The numbers Clerk holds for the signed-in user. Every step may be done again after a reload or a lost answer: what
 * is there already is used, what was left half done is finished or thrown away.
 */
@Injectable({ providedIn: 'root' })
export class ClerkPhoneNumbers {
  private readonly clerk = inject(ClerkSession);

  /**
   * Adds the number and sends it a code.
   * @returns `verified` when it is proved already, so that no code is needed
   * @throws ClerkFailure `form_identifier_exists` when another account has it
   */
  async sendCode(phoneNumber: string): Promise<'sent' | 'verified'> {
    const phone = (await this.find(phoneNumber)) ?? (await this.add(phoneNumber));
    if (phone.verification.status === 'verified') return 'verified';
    await withPatience(phone.prepareVerification(), CALL_PATIENCE_MS);
    return 'sent';
  }

  /**
   * Checks the code that went to the number.
   * @throws ClerkFailure
   */
  async confirm(phoneNumber: string, code: string): Promise<void> {
    const phone = await this.mustFind(phoneNumber);
    if (phone.verification.status === 'verified') return;
    try {
      const { verification } = await withPatience(phone.attemptVerification({ code }), CALL_PATIENCE_MS);
      // Without a connection clerk-js hands back the number as it was rather than an error.
      if (verification.status !== 'verified') throw new ClerkFailure('unreachable');
    } catch (error) {
      if (toClerkFailure(error).code !== 'verification_already_verified') throw error;
    }
  }

  /** How many wrong codes Clerk has counted for the number; 0 where it does not say. */
  async wrongCodes(phoneNumber: string): Promise<number> {
    return (await this.find(phoneNumber))?.verification.attempts ?? 0;
  }

  /**
   * Makes it the number the owner signs in with.
   * @throws ClerkFailure
   */
  async makePrimary(phoneNumber: string): Promise<void> {
    const { user } = await this.clerk.opened();
    if (user.primaryPhoneNumber?.phoneNumber === phoneNumber) return;
    const phone = await this.mustFind(phoneNumber);
    try {
      await withPatience(user.update({ primaryPhoneNumberId: phone.id }), CALL_PATIENCE_MS);
    } catch (error) {
      if (toClerkFailure(error).code !== 'resource_not_found') throw error;
      // Taken away on another phone: this page's Clerk would go on finding it.
      await withPatience(user.reload(), CALL_PATIENCE_MS);
      throw new ClerkFailure('attempt_lost');
    }
  }

  /** Takes away every other number. The change is made already: what does not work now is no failure of it. */
  async dropOthers(kept: string): Promise<void> {
    const { user } = await this.clerk.opened();
    await this.drop(user.phoneNumbers.filter(({ phoneNumber }) => phoneNumber !== kept));
  }

  /**
   * Takes away what a change that was cut off left behind: whoever has that number next would sign in to this shop.
   * Does nothing unless Clerk has loaded already; right after a sign-in it lets numbers go without another code.
   * A change whose last step this tab goes on with has left nothing behind.
   * @param owner the id of the account
   */
  async dropLeftovers(kept: string, owner: string): Promise<void> {
    if (this.clerk.identity()?.phoneNumber !== kept) return;
    const change = recall(KEPT_NUMBER_CHANGE);
    if (change['step'] === 'finish' && change['of'] === owner) return;
    try {
      await this.dropOthers(kept);
    } catch (error) {
      logAuthStep('leftover numbers stay at clerk', error);
    }
  }

  private async find(phoneNumber: string): Promise<ClerkPhoneNumber | undefined> {
    const { user } = await this.clerk.opened();
    return user.phoneNumbers.find((phone) => phone.phoneNumber === phoneNumber);
  }

  /** What this page has not heard of may lie at Clerk all the same, added before a reload or by a lost answer. */
  private async mustFind(phoneNumber: string): Promise<ClerkPhoneNumber> {
    const phone = (await this.find(phoneNumber)) ?? (await this.findAfresh(phoneNumber));
    if (!phone) throw new ClerkFailure('attempt_lost');
    return phone;
  }

  private async findAfresh(phoneNumber: string): Promise<ClerkPhoneNumber | undefined> {
    const { user } = await this.clerk.opened();
    await withPatience(user.reload(), CALL_PATIENCE_MS);
    return await this.find(phoneNumber);
  }

  private async add(phoneNumber: string): Promise<ClerkPhoneNumber> {
    const { user } = await this.clerk.opened();
    // A number typed before with a mistake in it; it was never proved.
    await this.drop(user.phoneNumbers.filter(({ verification }) => verification.status !== 'verified'));
    try {
      return await withPatience(user.createPhoneNumber({ phoneNumber }), CALL_PATIENCE_MS);
    } catch (error) {
      if (toClerkFailure(error).code !== 'form_identifier_exists') throw error;
      // Perhaps it is ours, and only the answer that said so was lost.
      const own = await this.findAfresh(phoneNumber);
      if (!own) throw error;
      return own;
    }
  }

  private async drop(phones: readonly ClerkPhoneNumber[]): Promise<void> {
    for (const phone of phones) {
      try {
        await withPatience(phone.destroy(), CALL_PATIENCE_MS);
      } catch (error) {
        logAuthStep('a number stays at clerk', error);
      }
    }
  }
}
