import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { labelled, shown } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { type ClerkErrorCode } from '../auth/clerk-error-codes.js';
import { ClerkFailure } from '../auth/clerk-failure.js';
import { CodeForm } from './code-form.js';
import { type Busy, type CodeEntry, type CodeNews } from './code-trial.js';
import { Countdown } from './countdown.js';

/** A code that is refused for one reason, however often it is tried. */
class AnEntry implements CodeEntry {
  readonly tried: string[] = [];
  readonly countdown = TestBed.inject(Countdown);
  readonly busy = signal<Busy | null>(null);
  readonly failure = signal<ClerkFailure | null>(null);
  readonly triesLeft = signal<number | null>(null);
  readonly news = signal<CodeNews | null>(null);
  readonly needsNewCode = signal(false);
  readonly mustWait = signal(false);

  constructor(private readonly refusal: ClerkErrorCode) {}

  confirm(code: string): Promise<void> {
    this.tried.push(code);
    this.failure.set(new ClerkFailure(this.refusal));
    return Promise.resolve();
  }

  resend(): Promise<void> {
    return Promise.resolve();
  }
}

let entry: AnEntry;
let form: ComponentFixture<CodeForm>;

const field = (): HTMLInputElement => labelled(form, '6-digit code') as HTMLInputElement;
const selected = (): string => field().value.slice(field().selectionStart ?? 0, field().selectionEnd ?? 0);
const looksWrong = (): boolean =>
  (form.nativeElement as HTMLElement).querySelector('.code-boxes-wrong') !== null;

async function open(refusal: ClerkErrorCode): Promise<void> {
  TestBed.configureTestingModule({ providers: [...providePortal(new FakeClerk()), Countdown] });
  entry = new AnEntry(refusal);
  form = TestBed.createComponent(CodeForm);
  form.componentRef.setInput('entry', entry);
  document.body.append(form.nativeElement as HTMLElement);
  await form.whenStable();
}

async function type(text: string): Promise<void> {
  field().value = text;
  field().dispatchEvent(new Event('input', { bubbles: true }));
  await form.whenStable();
}

afterEach(() => {
  (form.nativeElement as HTMLElement).remove();
  form.destroy();
});

describe(CodeForm.name, () => {
  it.each([
    ['at the end', '1234567', '123456'],
    ['in the middle', '1239456', '123945'],
  ])('tries nothing because of a further digit %s of a wrong code', async (_where, text, left) => {
    await open('form_code_incorrect');
    await type('123456');
    await type(text);
    expect(entry.tried).toEqual(['123456']);
    expect(field().value).toBe(left);
  });

  describe('faster than the answer that it was sent', () => {
    beforeEach(async () => {
      await open('form_code_incorrect');
      entry.busy.set('sending');
      await type('123456');
      expect(entry.tried).toEqual([]);
    });

    it('is tried once that has come', async () => {
      entry.busy.set(null);
      await form.whenStable();
      expect(entry.tried).toEqual(['123456']);
    });

    it('is tried once, however often it was told', async () => {
      await type('123 456');
      field().form?.dispatchEvent(new Event('submit'));
      entry.busy.set(null);
      await form.whenStable();
      expect(entry.tried).toEqual(['123456']);
    });

    it('is not tried when it was not sent after all', async () => {
      entry.failure.set(new ClerkFailure('offline'));
      entry.busy.set(null);
      await form.whenStable();
      expect(entry.tried).toEqual([]);
      expect(field().value).toBe('123456');
    });

    it('is not tried when something else stands there by then', async () => {
      await type('12345');
      entry.busy.set(null);
      await form.whenStable();
      expect(entry.tried).toEqual([]);
    });
  });

  it('does not try the code that already stands there', async () => {
    await open('form_code_incorrect');
    await type('123456');
    await type('123 456');
    expect(entry.tried).toEqual(['123456']);
  });

  it.each(['654321', '654 321', 'Code: 654321. Call 9876543210 if you did not ask.'])(
    'tries the other code in %j by itself',
    async (text) => {
      await open('form_code_incorrect');
      await type('123456');
      await type(text);
      expect(entry.tried).toEqual(['123456', '654321']);
    },
  );

  it('marks a wrong code, for the next digit to replace', async () => {
    await open('form_code_incorrect');
    await type('123456');
    expect([looksWrong(), field().getAttribute('aria-invalid'), selected()]).toEqual([
      true,
      'true',
      '123456',
    ]);
  });

  it.each(['unreachable', 'offline', 'too_many_requests'] as const)(
    'says nothing against the code after %s',
    async (code) => {
      await open(code);
      await type('123456');
      expect(shown(form)).toContain('try again');
      expect([looksWrong(), field().getAttribute('aria-invalid'), selected()]).toEqual([false, null, '']);
    },
  );
});
