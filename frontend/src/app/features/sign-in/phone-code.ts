import { Injectable, inject } from '@angular/core';
import { ClerkFailure, toClerkFailure, withPatience } from '../../core/auth/clerk-failure.js';
import { CALL_PATIENCE_MS, ClerkSession } from '../../core/auth/clerk-session.js';
import {
  type ClerkClient,
  type ClerkSignIn,
  type ClerkSignUp,
  type ClerkVerification,
} from '../../core/auth/clerk-shapes.js';
import { TRIES } from '../../core/verification/code-trial.js';

type AttemptKind = 'sign_in' | 'sign_up';

/** How long a person may take for the check against robots. */
export const ROBOT_CHECK_PATIENCE_MS = 90_000;

/** Clerk's errors that mean: this browser has just been signed in, an answer got lost on the way. */
const ALREADY_IN: ReadonlySet<string> = new Set([
  'session_exists',
  'identifier_already_signed_in',
  'verification_already_verified',
]);

/**
 * Proves a phone number through Clerk, whether or not it has an account: one SMS serves signing in and signing up.
 * Everything it needs to go on after a reload is read from Clerk's client.
 */
@Injectable({ providedIn: 'root' })
export class PhoneCode {
  private readonly clerk = inject(ClerkSession);
  private kind: AttemptKind = 'sign_in';

  /**
   * Sends an SMS to the number.
   * @returns `signed_in` when Clerk's session already belongs to the number, so that no code is needed
   * @throws ClerkFailure
   */
  async send(phoneNumber: string): Promise<'sent' | 'signed_in'> {
    const identity = await this.clerk.settledIdentity();
    if (identity?.phoneNumber === phoneNumber) return 'signed_in';
    if (identity) await this.clerk.signOut();
    try {
      await this.begin(phoneNumber);
    } catch (error) {
      if (toClerkFailure(error).code !== 'session_exists') throw error;
      if (await this.takeOver(phoneNumber)) return 'signed_in';
      await this.clerk.signOut();
      await this.begin(phoneNumber);
    }
    return 'sent';
  }

  /**
   * Sends a new SMS for the attempt that is open; the code before it no longer works.
   * @throws ClerkFailure
   */
  async resend(phoneNumber: string): Promise<'sent' | 'signed_in'> {
    const client = await this.clerk.client();
    switch (this.openAttempt(client, phoneNumber)) {
      case 'sign_in':
        await this.prepareSignIn(client.signIn);
        return 'sent';
      case 'sign_up':
        await this.prepareSignUp(client.signUp);
        return 'sent';
      default:
        return await this.send(phoneNumber);
    }
  }

  /**
   * Checks the code and makes the session it opens the active one.
   * @throws ClerkFailure
   */
  async confirm(phoneNumber: string, code: string): Promise<void> {
    const client = await this.clerk.client();
    const kind = this.openAttempt(client, phoneNumber);
    try {
      if (kind === null) throw new ClerkFailure('attempt_lost');
      const done = await (kind === 'sign_in'
        ? this.confirmSignIn(client, code)
        : this.confirmSignUp(client, code));
      // A code that was taken never leaves the attempt where it was.
      if (done.status === null || done.status === 'needs_first_factor') throw noAnswer();
      if (done.status !== 'complete' || done.createdSessionId === null)
        throw new ClerkFailure('more_steps_needed');
      await this.clerk.activate(done.createdSessionId);
    } catch (error) {
      const failure = toClerkFailure(error);
      const mayBeIn = kind === null || ALREADY_IN.has(failure.code);
      if (!mayBeIn || !(await this.takeOver(phoneNumber))) throw failure;
    }
  }

  /** How many wrong codes Clerk still takes; null when it does not say. */
  async triesLeft(phoneNumber: string): Promise<number | null> {
    const client = await this.clerk.client();
    const kind = this.openAttempt(client, phoneNumber);
    const attempts = kind === null ? null : verificationOf(client, kind).attempts;
    return attempts === null ? null : Math.max(0, TRIES - attempts);
  }

  private async begin(phoneNumber: string): Promise<void> {
    const { signIn, signUp } = await this.clerk.client();
    try {
      this.kind = 'sign_in';
      // Survives Clerk's strict enumeration protection, under which an unknown number looks like a known one.
      const created = signIn.create({ identifier: phoneNumber, signUpIfMissing: true });
      await this.prepareSignIn(await withRobotCheck(created));
    } catch (error) {
      if (toClerkFailure(error).code !== 'form_identifier_not_found') throw error;
      this.kind = 'sign_up';
      await this.prepareSignUp(await withRobotCheck(signUp.create({ phoneNumber })));
    }
  }

  private async prepareSignIn(signIn: ClerkSignIn): Promise<void> {
    const factor = signIn.supportedFirstFactors?.find(({ strategy }) => strategy === 'phone_code');
    if (signIn.status === null) throw noAnswer();
    if (factor?.phoneNumberId === undefined) throw new ClerkFailure('more_steps_needed');
    const { phoneNumberId } = factor;
    await withPatience(
      signIn.prepareFirstFactor({ strategy: 'phone_code', phoneNumberId }),
      CALL_PATIENCE_MS,
    );
  }

  private async prepareSignUp(signUp: ClerkSignUp): Promise<void> {
    await withPatience(signUp.preparePhoneNumberVerification({ strategy: 'phone_code' }), CALL_PATIENCE_MS);
  }

  private async confirmSignIn(client: ClerkClient, code: string): Promise<ClerkSignIn | ClerkSignUp> {
    try {
      return await withPatience(
        client.signIn.attemptFirstFactor({ strategy: 'phone_code', code }),
        CALL_PATIENCE_MS,
      );
    } catch (error) {
      if (toClerkFailure(error).code !== 'sign_up_if_missing_transfer') throw error;
      // The code was right and the number is new: the same proof opens the account.
      return await withPatience(client.signUp.create({ transfer: true }), CALL_PATIENCE_MS);
    }
  }

  private async confirmSignUp(client: ClerkClient, code: string): Promise<ClerkSignUp> {
    return await withPatience(client.signUp.attemptPhoneNumberVerification({ code }), CALL_PATIENCE_MS);
  }

  private openAttempt({ signIn, signUp }: ClerkClient, phoneNumber: string): AttemptKind | null {
    const isSignIn = signIn.status === 'needs_first_factor' && signIn.identifier === phoneNumber;
    const isSignUp = signUp.status === 'missing_requirements' && signUp.phoneNumber === phoneNumber;
    if (isSignIn && isSignUp) return this.kind;
    if (isSignIn) return 'sign_in';
    return isSignUp ? 'sign_up' : null;
  }

  /** Continues with a session that Clerk opened for this number although its answer never arrived here. */
  private async takeOver(phoneNumber: string): Promise<boolean> {
    const client = await this.clerk.client();
    await withPatience(client.reload(), CALL_PATIENCE_MS);
    const session = client.sessions.find(({ user }) => user?.primaryPhoneNumber?.phoneNumber === phoneNumber);
    if (session) await this.clerk.activate(session.id);
    return session !== undefined;
  }
}

/**
 * Waits for a call that Clerk makes only after its check against robots: as long as that asks something of a person,
 * the person's time is not the network's. Each change of the check begins a new wait.
 */
async function withRobotCheck<T>(call: Promise<T>): Promise<T> {
  const place = document.getElementById('clerk-captcha');
  if (!place) return await withPatience(call, CALL_PATIENCE_MS);
  let changed: () => void = () => undefined;
  const watch = new MutationObserver(() => changed());
  watch.observe(place, { attributeFilter: ['data-cl-interactive'] });
  const answer = call.then((value) => ({ value }));
  try {
    for (;;) {
      const change = new Promise<null>((resolve) => {
        changed = () => resolve(null);
      });
      // Clerk's own mark on a check that waits for somebody; it lies below what is on the screen of most phones.
      const isAsking = place.dataset['clInteractive'] !== undefined;
      if (isAsking) place.scrollIntoView({ block: 'nearest' });
      const patience = isAsking ? ROBOT_CHECK_PATIENCE_MS : CALL_PATIENCE_MS;
      const answered = await withPatience(Promise.race([answer, change]), patience);
      if (answered) return answered.value;
    }
  } finally {
    watch.disconnect();
  }
}

/** Without a connection clerk-js hands back the attempt as it was rather than an error. */
function noAnswer(): ClerkFailure {
  return new ClerkFailure(navigator.onLine ? 'unreachable' : 'offline');
}

function verificationOf({ signIn, signUp }: ClerkClient, kind: AttemptKind): ClerkVerification {
  return kind === 'sign_in' ? signIn.firstFactorVerification : signUp.verifications.phoneNumber;
}
