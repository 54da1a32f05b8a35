import { type CodePurpose } from '../codes/code-sender.ts';
import { checkCode } from '../codes/one-time-code.ts';
import { type Verification } from '../state/records.ts';
import { type Services } from '../services.ts';
import { ClerkRefusal } from './errors.ts';

/** Whatever a code can prove: a sign-in, a sign-up, a number, a session. */
export interface Provable {
  verification: Verification | null;
}

/**
 * Sends a code that takes the place of the one before.
 * @throws ClerkRefusal with Retry-After while it is too early or too much
 */
export function sendCode(
  services: Services,
  provable: Provable,
  { to, purpose }: { to: string; purpose: CodePurpose },
): void {
  provable.verification = services.codes.send(to, provable.verification, purpose);
  services.store.changed();
}

/**
 * Takes a typed code, and counts the try also where it is refused.
 * @throws ClerkRefusal for a code that is wrong, too old, used, or was never sent
 */
export function takeCode(services: Services, provable: Provable, code: string): void {
  const { maxWrongTries } = services.settings.values;
  const checked = checkCode(provable.verification, { code, maxWrongTries }, Date.now());
  provable.verification = checked.verification;
  services.store.changed();
  if (checked.refusal) throw new ClerkRefusal(checked.refusal, { param: 'code' });
}
