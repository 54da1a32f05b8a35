import { checkCode, newCode, newVerification, resendWait } from './one-time-code.ts';
import { type Verification } from '../state/records.ts';

const SENT_AT = Date.UTC(2026, 10, 22);
const LIFE_SECONDS = 600;
const RIGHT = '123456';
const WRONG = '654321';

function aVerification(fields: Partial<Verification> = {}): Verification {
  return { ...newVerification(RIGHT, LIFE_SECONDS, SENT_AT), ...fields };
}

function check(verification: Verification | null, code: string, secondsLater = 1) {
  return checkCode(verification, { code, maxWrongTries: 3 }, SENT_AT + secondsLater * 1000);
}

describe(newCode.name, () => {
  it('makes six digits, another each time', () => {
    const codes = Array.from({ length: 50 }, () => newCode('+919876543210'));

    for (const code of codes) expect(code).toMatch(/^[0-9]{6}$/);
    expect(new Set(codes).size).toBeGreaterThan(45);
  });

  it('makes 424242 for a test number', () => {
    expect(newCode('+919000000007')).toBe('424242');
  });
});

describe(checkCode.name, () => {
  it('takes the right code, once', () => {
    const first = check(aVerification(), RIGHT);

    expect(first).toMatchObject({ refusal: null, verification: { status: 'verified' } });
    expect(check(first.verification, RIGHT).refusal).toBe('verification_already_verified');
  });

  it('fails for good at the third wrong try', () => {
    let verification: Verification | null = aVerification();
    const statuses = [1, 2, 3].map(() => {
      const checked = check(verification, WRONG);
      verification = checked.verification;
      return [checked.refusal, verification?.status];
    });

    expect(statuses).toEqual([
      ['form_code_incorrect', 'unverified'],
      ['form_code_incorrect', 'unverified'],
      ['form_code_incorrect', 'failed'],
    ]);
    expect(check(verification, RIGHT).refusal).toBe('verification_failed');
  });

  it.each([
    { case: 'before one was sent', verification: null, refusal: 'verification_missing' },
    {
      case: 'that was used up by a transfer',
      verification: aVerification({ status: 'transferable' }),
      refusal: 'verification_already_verified',
    },
  ])('refuses a code $case', ({ verification, refusal }) => {
    expect(check(verification, RIGHT).refusal).toBe(refusal);
  });

  it('takes a code up to the last second of its life', () => {
    expect(check(aVerification(), RIGHT, LIFE_SECONDS - 1).refusal).toBeNull();
    expect(check(aVerification(), RIGHT, LIFE_SECONDS)).toMatchObject({
      refusal: 'verification_expired',
      verification: { status: 'expired' },
    });
  });
});

describe(resendWait.name, () => {
  it.each([
    [0, 30],
    [0.2, 30],
    [29.5, 1],
    [30, 0],
    [100, 0],
  ])('after %d seconds asks for %d more', (passed, wait) => {
    expect(resendWait(aVerification(), 30, SENT_AT + passed * 1000)).toBe(wait);
  });

  it('asks for none before the first code', () => {
    expect(resendWait(null, 30, SENT_AT)).toBe(0);
  });
});
