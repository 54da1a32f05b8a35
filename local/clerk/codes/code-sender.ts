import { ClerkRefusal } from '../http/errors.ts';
import { type Messages } from './messages.ts';
import { newCode, newVerification, resendWait } from './one-time-code.ts';
import { requireIndian } from './phone.ts';
import { type Verification } from '../state/records.ts';
import { type Settings } from '../settings.ts';
import { SlidingWindow } from './sliding-window.ts';

const HOUR_MS = 60 * 60 * 1000;

/** What each kind of code is for, in the words of its message. */
const OPENINGS = {
  'sign-in': (code: string) => `${code} is your BharatPrint verification code.`,
  'new-number': (code: string) => `${code} confirms this number as your new BharatPrint number.`,
  reverification: (code: string) => `${code} confirms that it is you who changes your BharatPrint account.`,
} as const;

export type CodePurpose = keyof typeof OPENINGS;

/** Sends codes to the inbox, no faster and no more often than the limits let it. */
export class CodeSender {
  private readonly settings: Settings;
  private readonly messages: Messages;
  private readonly sends = new SlidingWindow(HOUR_MS);

  constructor(settings: Settings, messages: Messages) {
    this.settings = settings;
    this.messages = messages;
  }

  /**
   * @param previous the verification that the new code replaces
   * @throws ClerkRefusal with Retry-After while it is too early or too much; the previous code then stays good
   */
  send(phoneNumber: string, previous: Verification | null, purpose: CodePurpose): Verification {
    requireIndian(phoneNumber);
    const now = Date.now();
    this.refuseWhenTooSoon(previous, now);
    this.refuseWhenTooMany(phoneNumber, now);

    const { codeLifeSeconds } = this.settings.values;
    const code = newCode(phoneNumber);
    this.messages.add({
      to: phoneNumber,
      body: `${OPENINGS[purpose](code)} It works for ${lifeInWords(codeLifeSeconds)}. Do not share it with anyone.`,
      code,
      sentAt: new Date(now).toISOString(),
    });
    return newVerification(code, codeLifeSeconds, now);
  }

  clear(): void {
    this.sends.clear();
  }

  private refuseWhenTooSoon(previous: Verification | null, now: number): void {
    const { resendWaitSeconds } = this.settings.values;
    const wait = resendWait(previous, resendWaitSeconds, now);
    if (wait === 0) return;
    throw new ClerkRefusal('verification_code_too_many_requests', {
      retryAfter: wait,
      longMessage: `Too many verification code requests. Please wait at least ${resendWaitSeconds} seconds before requesting another code.`,
    });
  }

  private refuseWhenTooMany(phoneNumber: string, now: number): void {
    const waitMs = this.sends.take(phoneNumber, this.settings.values.sendsPerHour, now);
    if (waitMs > 0) throw new ClerkRefusal('too_many_requests', { retryAfter: Math.ceil(waitMs / 1000) });
  }
}

function lifeInWords(lifeSeconds: number): string {
  const minutes = Math.round(lifeSeconds / 60);
  if (minutes < 1) return `${lifeSeconds} seconds`;
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
