import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { Router, provideRouter } from '@angular/router';
import { ASHAS_NUMBER, aProfile } from '../../../test/a-profile.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerk, clerkRefusal } from '../../../test/fake-clerk.js';
import { labelled, named, shown } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { ClerkFailure } from '../../core/auth/clerk-failure.js';
import { PendingErasure } from '../../core/auth/pending-erasure.js';
import { Crash } from '../../core/errors/app-error-handler.js';
import { noteChoice } from '../../core/i18n/languages.js';
import { Translator } from '../../core/i18n/translator.js';
import { KeptInvitation } from '../../core/invitation/kept-invitation.js';
import { SignInPage } from './sign-in-page.js';

const SIGNED_IN = { status: 200, body: { success: true, token: 't', isNewUser: false, user: aProfile() } };
let clerk: FakeClerk;
let api: FakeApi;
let page: ComponentFixture<SignInPage>;
let went: jest.SpyInstance;

async function open(config = {}): Promise<void> {
  TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(clerk, config)] });
  went = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
  page = TestBed.createComponent(SignInPage);
  await page.whenStable();
}

const phone = (): HTMLInputElement => labelled(page, 'Mobile number') as HTMLInputElement;
const code = (): HTMLInputElement => labelled(page, '6-digit code') as HTMLInputElement;

async function type(field: HTMLInputElement, text: string): Promise<void> {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await page.whenStable();
}

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  await settle();
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  await page.whenStable();
}

async function askForCode(): Promise<void> {
  await open();
  await type(phone(), '098765 43210');
  await press('Send code');
}

const attempts = (): string[] => clerk.calls.filter((call) => call.startsWith('attempt'));

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  clerk = new FakeClerk();
  api = new FakeApi();
  api.answersWith(SIGNED_IN);
});
afterEach(() => page.destroy());

describe(SignInPage.name, () => {
  describe('after a sign-out', () => {
    const arrive = async (info: string): Promise<void> => {
      TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(clerk)] });
      const router = TestBed.inject(Router);
      jest.spyOn(router, 'currentNavigation').mockReturnValue({ extras: { info } } as never);
      page = TestBed.createComponent(SignInPage);
      await settle();
    };

    it.each([
      ['signed-out-everywhere', 'You are signed out on every phone and computer.'],
      ['signed-out-elsewhere', 'You were signed out.'],
      ['session-ended', 'Your sign-in has ended.'],
      ['blocked', 'This account is blocked.'],
      ['parked', 'older account that is closed for now'],
      ['erased', 'This account has been erased.'],
      ['invitation-unreadable', 'This invitation link is not whole.'],
    ])('says why: %s', async (info, words) => {
      await arrive(info);
      expect(shown(page)).toContain(words);
    });

    it('says until when a deletion can be undone, also after a reload', async () => {
      const until = new Date(Date.now() + 7 * 24 * 60 * 60_000);
      TestBed.inject(PendingErasure).note('0198b1c0-0000-7000-8000-000000000001', until.toISOString());
      TestBed.resetTestingModule();
      await open();
      const moment = TestBed.inject(Translator).moment(until);
      expect(shown(page)).toContain(`Your account will be deleted after ${moment}.`);
    });

    it('says nothing of a deletion that nobody asked for here', async () => {
      await open();
      expect(shown(page)).not.toContain('deleted');
    });
  });

  describe('an invitation', () => {
    const place = (): Node => page.debugElement.query(By.css('bp-invitation-place')).nativeElement as Node;
    const comesBeforeTheNumber = (): boolean =>
      (place().compareDocumentPosition(phone()) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

    it('is shown first to whoever comes with one', async () => {
      TestBed.inject(KeptInvitation).keep('BP-9QWERT234');
      TestBed.resetTestingModule();
      await open();
      expect(comesBeforeTheNumber()).toBe(true);
      expect(shown(page)).toContain('BP-9QWERT234 is kept.');
    });

    it('is asked for after the number, where it is in nobody’s way', async () => {
      await open();
      expect(comesBeforeTheNumber()).toBe(false);
      expect(shown(page)).toContain('Have an invitation code?');
    });

    it('is no matter any more once the number is given', async () => {
      await askForCode();
      expect(shown(page)).not.toContain('invitation');
    });
  });

  describe('going back', () => {
    const aTask = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve));
      await settle();
    };
    const goBack = async (): Promise<void> => {
      const back = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
      history.back();
      await back;
      await aTask();
    };
    let entries: number;

    beforeEach(async () => {
      // As the router leaves it behind.
      history.pushState({ navigationId: 1, ɵrouterPageId: 4 }, '');
      await askForCode();
      entries = history.length;
    });

    it('leads from the code to the number', async () => {
      expect(history.state).toMatchObject({ navigationId: 1, ɵrouterPageId: 5 });
      await goBack();
      expect(phone().value).toBe('98765 43210');
      expect(history.state).toEqual({ navigationId: 1, ɵrouterPageId: 4 });
    });

    it('takes no more steps however often the number was changed', async () => {
      await press('Change number');
      await press('Send code');
      expect(code()).toBeTruthy();
      expect(history.length).toBe(entries);
      await goBack();
      expect(phone().value).toBe('98765 43210');
    });

    it('leads nowhere while the code is being looked at', async () => {
      const { signIn } = await clerk.client();
      let answer = (): void => undefined;
      signIn.attemptFirstFactor = () =>
        new Promise((_resolve, reject) => {
          answer = () => reject(clerkRefusal('form_code_incorrect'));
        });
      await type(code(), '000000');
      await settle();
      await goBack();
      expect(code().value).toBe('000000');
      answer();
      while (shown(page).includes('Checking')) await aTask();
      expect(history.state).toMatchObject({ ɵrouterPageId: 5, isCodeStep: true });
      await goBack();
      expect(phone().value).toBe('98765 43210');
    });

    it('does not keep anybody from the next page, which the router drops for it', async () => {
      await type(code(), '424242');
      await settle();
      expect(went).toHaveBeenCalledTimes(1);
      await goBack();
      expect(went).toHaveBeenCalledTimes(2);
    });
  });

  describe('the language', () => {
    const signIn = async (language: 'en' | 'hi', isNewUser = false): Promise<string> => {
      api.answersWith({
        status: 200,
        body: { success: true, token: 't', isNewUser, user: aProfile({ language }) },
      });
      await askForCode();
      await type(code(), '123456');
      await settle();
      return TestBed.inject(Translator).language();
    };

    it('is that of the profile, whatever was spoken on this device before', async () => {
      localStorage.setItem('bharatprint.language', 'en');
      expect(await signIn('hi')).toBe('hi');
    });

    it('stays what has just been chosen here', async () => {
      noteChoice('en');
      expect(await signIn('hi')).toBe('en');
    });

    it('stays what a new owner signed up in', async () => {
      expect(await signIn('hi', true)).toBe('en');
    });
  });

  describe('the number', () => {
    it('brings the next steps only once it is being typed', async () => {
      await open();
      const learn = jest.spyOn(TestBed.inject(Translator), 'learn');
      expect(learn).not.toHaveBeenCalled();
      await type(phone(), '9');
      expect(learn).toHaveBeenCalledWith('failures');
    });

    it.each([
      ['', 'Type your mobile number first.'],
      ['98765', 'Some digits are missing. An Indian mobile number has 10.'],
      ['+1 201 555 0100', 'Only Indian mobile numbers work here. Type 10 digits, or begin with +91.'],
    ])('typed as %j is refused in words and nothing is sent', async (typed, words) => {
      await open();
      await type(phone(), typed);
      await press('Send code');
      expect(shown(page)).toContain(words);
      expect(phone().value).toBe(typed);
      expect(phone().getAttribute('aria-invalid')).toBe('true');
      expect(document.getElementById('phone-error')?.textContent).toContain(words);
      expect(clerk.calls).toEqual(['start']);
    });

    it('loses its complaint as soon as it is mended', async () => {
      await open();
      await press('Send code');
      await type(phone(), '9');
      expect(phone().hasAttribute('aria-invalid')).toBe(false);
    });

    it('goes to Clerk in one form and stands grouped in the field', async () => {
      await askForCode();
      expect(clerk.calls).toContain(`create ${ASHAS_NUMBER}`);
      await press('Change number');
      expect(phone().value).toBe('98765 43210');
    });

    it('offers a retry when Clerk did not load', async () => {
      clerk.hasFailed.set(true);
      await open();
      expect(shown(page)).toContain('The sign-in service did not load');
      document.body.append(page.nativeElement as HTMLElement);
      named(page, 'button', 'Try again').focus();
      await press('Try again');
      expect(clerk.calls).toEqual(['start']);
      expect(document.activeElement?.tagName).toBe('H1');
    });

    it('offers no retry that would do nothing where the page has to be opened afresh', async () => {
      clerk.hasFailed.set(true);
      await open();
      TestBed.inject(Crash).noteLostCode();
      await settle();
      expect(shown(page)).not.toContain('The sign-in service did not load');
    });

    it('has Clerk come when the page is touched, and not before', async () => {
      await open();
      expect(clerk.calls).toEqual([]);
      phone().dispatchEvent(new Event('pointerdown', { bubbles: true }));
      phone().dispatchEvent(new Event('keydown', { bubbles: true }));
      expect(clerk.calls).toEqual(['start']);
    });

    it('has Clerk come at once where it may have a session', async () => {
      jest.spyOn(document, 'cookie', 'get').mockReturnValue('__client_uat=1795689011');
      await open();
      expect(clerk.calls).toEqual(['start']);
      jest.restoreAllMocks();
    });
  });

  describe('the code', () => {
    it('field is one that phones fill in', async () => {
      await askForCode();
      expect(code().getAttribute('autocomplete')).toBe('one-time-code');
      expect(code().inputMode).toBe('numeric');
      expect(document.activeElement).toBe(code());
      expect(shown(page)).toContain('+91 98765 43210');
    });

    it('confirms itself with the sixth digit, once, however often the phone tells', async () => {
      await askForCode();
      for (const part of ['1', '12', '123', '1234', '12345']) await type(code(), part);
      expect(attempts()).toEqual([]);
      const field = code();
      field.value = '123456';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settle();
      expect(attempts()).toEqual(['attempt 123456']);
    });

    it.each(['Your code is 123 456', 'आपका कोड १२३४५६ है', ' 123-456 '])(
      'is found in the pasted %j, whatever stood in the field',
      async (text) => {
        await askForCode();
        await type(code(), '99');
        const paste = new Event('paste', { bubbles: true, cancelable: true });
        Object.assign(paste, { clipboardData: { getData: () => text } });
        code().dispatchEvent(paste);
        await settle();
        expect(attempts()).toEqual(['attempt 123456']);
      },
    );

    it('that is wrong says how many tries are left and may be typed again', async () => {
      await askForCode();
      clerk.attempts = 1;
      clerk.refusals.set('attempt', clerkRefusal('form_code_incorrect'));
      await type(code(), '000000');
      await settle();
      expect(shown(page)).toContain(
        'That code is not right. Check the newest SMS and type it again. 2 tries left.',
      );
      await type(code(), '123456');
      await settle();
      expect(attempts()).toEqual(['attempt 000000', 'attempt 123456']);
    });

    it('that is dead empties the field and points at a new one', async () => {
      await askForCode();
      clerk.refusals.set('attempt', clerkRefusal('verification_expired', 400));
      await type(code(), '123456');
      await settle();
      expect(shown(page)).toContain('This code is too old. Ask for a new one.');
      expect(code().value).toBe('');
      expect(code().readOnly).toBe(true);
      await press('Confirm');
      expect(shown(page)).toContain('This code is too old. Ask for a new one.');
    });

    it('that is not whole is asked for when confirmed by hand', async () => {
      await askForCode();
      await type(code(), '123');
      await press('Confirm');
      expect(shown(page)).toContain('Type all 6 digits of the code.');
      expect(attempts()).toEqual([]);
    });

    it('says when a new one may be asked for', async () => {
      await askForCode();
      expect(named(page, 'button', 'Send a new code in 0:30').hasAttribute('disabled')).toBe(true);
    });

    it('has a way to the inbox in local mode only', async () => {
      await open({ inboxUrl: 'http://localhost:4000/' });
      await type(phone(), '9876543210');
      await press('Send code');
      expect(named(page, 'a', 'Local mode').getAttribute('href')).toBe('http://localhost:4000/');
      page.destroy();
      TestBed.resetTestingModule();
      sessionStorage.clear();
      await askForCode();
      expect(shown(page)).not.toContain('Local mode');
    });
  });

  describe('the end', () => {
    const confirm = async (): Promise<void> => {
      await askForCode();
      await type(code(), '123456');
      await settle();
    };

    it('leads to the dashboard', async () => {
      await confirm();
      expect(went).toHaveBeenCalledWith('/dashboard', { replaceUrl: true });
    });

    it('leads a new owner to the shop', async () => {
      api.answersWith({
        status: 200,
        body: { ...SIGNED_IN.body, isNewUser: true, user: aProfile({ onboardingCompleted: false }) },
      });
      TestBed.configureTestingModule({});
      await askForCode();
      const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
      await type(code(), '123456');
      await settle();
      expect(navigate).toHaveBeenCalledWith(['/auth/signup/shop'], { queryParams: {}, replaceUrl: true });
    });

    it('that the API does not answer is told, and repeated without a new code', async () => {
      api.answersWith(problem(503, 'database.unavailable'), SIGNED_IN);
      await confirm();
      expect(shown(page)).toContain('Your number is confirmed');
      expect(shown(page)).toContain('Our server is busy just now.');
      document.body.append(page.nativeElement as HTMLElement);
      named(page, 'button', 'Try again').focus();
      named(page, 'button', 'Try again').click();
      expect(document.activeElement?.tagName).toBe('H1');
      await settle();
      expect(went).toHaveBeenCalledWith('/dashboard', { replaceUrl: true });
      expect(attempts()).toHaveLength(1);
    });

    it('can be tried again after a reload without Clerk', async () => {
      api.answersWith(null);
      await confirm();
      page.destroy();
      TestBed.resetTestingModule();
      clerk.state.set('loading');
      api.answersWith(SIGNED_IN);
      await open();
      await settle();
      expect(shown(page)).toContain('Signing you in');
      clerk.state.set('failed');
      clerk.hasFailed.set(true);
      await settle();
      expect(shown(page)).toContain('The sign-in service did not load.');
      await press('Try again');
      expect(went).toHaveBeenCalledWith('/dashboard', { replaceUrl: true });
    });

    it('is tried again when the connection is back', async () => {
      jest.spyOn(clerk, 'getToken').mockRejectedValueOnce(new ClerkFailure('offline'));
      await confirm();
      expect(shown(page)).toContain('You are offline.');
      window.dispatchEvent(new Event('online'));
      await settle();
      expect(went).toHaveBeenCalledWith('/dashboard', { replaceUrl: true });
    });

    it('that the API refuses for good offers another number, no retry', async () => {
      api.answersWith(problem(403, 'user.blocked'));
      await confirm();
      expect(shown(page)).toContain('This account is blocked.');
      expect(shown(page)).not.toContain('Try again');
      await press('Use another number');
      expect(phone().value).toBe('98765 43210');
    });
  });
});
