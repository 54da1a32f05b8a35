import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router, type UrlTree } from '@angular/router';
import { REDEEM_WITHIN_DAYS, parseReferralCode } from '#contracts/referral.js';
import { type UserProfile } from '#contracts/user.js';
import { type ArrivalReason } from '../auth/session-end.js';
import { Session } from '../auth/session.js';
import { type InvitationEvent, InvitationNews } from './invitation-news.js';
import { KeptInvitation } from './kept-invitation.js';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Opens `/r/:code`: keeps the code and leads to signing up, or an owner who is signed in to the referrals. The address
 * of the link does not stay in the browser's history, where it would catch whoever goes back.
 */
export const invitationLink: CanActivateFn = ({ params }) => {
  const router = inject(Router);
  const kept = inject(KeptInvitation);
  const user = inject(Session).user();
  const code = codeIn(String(params['code']));
  if (user) {
    if (code !== null) inject(InvitationNews).bring(eventFor(user, code));
    if (code !== null && canStillRedeem(user, code)) kept.keep(code);
    return instead(router.parseUrl('/referrals'));
  }
  if (code === null) return instead(router.parseUrl('/auth/signup'), 'invitation-unreadable');
  kept.keep(code);
  return instead(router.parseUrl('/auth/signup'));
};

/** A full stop or a bracket of the message the link came in may stick to its end. */
function codeIn(text: string): string | null {
  return parseReferralCode(text) ?? parseReferralCode(`/r/${text}`);
}

function instead(page: UrlTree, info?: ArrivalReason): RedirectCommand {
  return new RedirectCommand(page, { replaceUrl: true, info });
}

/** A code that can never be this owner's to redeem would only be refused at the next sign-in. */
function canStillRedeem(user: UserProfile, code: string): boolean {
  return user.referralCode !== code && !isLongHere(user);
}

function isLongHere({ createdAt }: UserProfile): boolean {
  return Date.now() - Date.parse(createdAt) > REDEEM_WITHIN_DAYS * DAY_MS;
}

function eventFor(user: UserProfile, code: string): InvitationEvent {
  const event = { code, reason: null, referrer: null };
  if (user.referralCode === code) return { what: 'own_link', ...event };
  return { what: isLongHere(user) ? 'signed_in_long' : 'signed_in', ...event };
}
