import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { ASHAS_NUMBER, RAVIS_NUMBER, aProfile } from '../../../test/a-profile.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { type FakeClerkAccount } from '../../../test/fake-clerk-account.js';
import { FakeClerk, clerkRefusal } from '../../../test/fake-clerk.js';
import { labelled, named, settled, shown, typeInto } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { ClerkFailure } from '../../core/auth/clerk-failure.js';
import { Session } from '../../core/auth/session.js';
import { NumberChangePage } from './number-change-page.js';

const NEW = '+919812345678';
const EXCHANGED = {
  status: 200,
  body: { success: true, token: 'new-token', isNewUser: false, user: aProfile({ phoneNumber: NEW }) },
};
const REVERIFY = clerkRefusal('session_reverification_required', 403);
let api: FakeApi;
let clerk: FakeClerk;
let page: ComponentFixture<NumberChangePage>;
let went: jest.SpyInstance;

async function open(user = aProfile()): Promise<void> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(clerk)] });
  TestBed.inject(Session).open('app-token', user);
  went = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
  page = TestBed.createComponent(NumberChangePage);
  await settled(page);
}

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  await settled(page);
}

async function type(label: string, text: string): Promise<void> {
  await typeInto(page, label, text);
  await settled(page);
}

async function askForCode(typed = '098123 45678'): Promise<void> {
  await open();
  await type('New mobile number', typed);
  await press('Send code');
}

const calls = (): string[] => clerk.calls.filter((call) => call !== 'start');

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  clerk = new FakeClerk();
  clerk.signInAs(ASHAS_NUMBER);
  api = new FakeApi();
  api.answersWith(EXCHANGED);
});
afterEach(() => page.destroy());

describe(NumberChangePage.name, () => {
  it('changes the number: proved, primary, taken over by us, the old one gone', async () => {
    await askForCode();
    expect(shown(page).replaceAll('\u00a0', ' ')).toContain('+91 98123 45678');
    await type('6-digit code', '123456');
    expect(calls()).toEqual([
      `createPhone ${NEW}`,
      'preparePhone idn_2',
      'attemptPhone 123456',
      'makePrimary idn_2',
      'destroyPhone idn_1',
    ]);
    expect(api.calls).toEqual([
      {
        method: 'POST',
        path: '/auth/verify-clerk-token',
        token: 'cached-clerk-token',
        body: { phoneNumber: NEW, clerkUserId: 'user_1' },
      },
    ]);
    expect(TestBed.inject(Session).user()?.phoneNumber).toBe(NEW);
    expect(TestBed.inject(Session).token()).toBe('new-token');
    expect(went).toHaveBeenCalledWith(['/profile'], { info: 'number-changed', replaceUrl: true });
    expect(Object.keys(sessionStorage).filter((key) => key.includes('number-change'))).toEqual([]);
  });

  it('does not call it a failure when the old number stays at Clerk', async () => {
    clerk.refusals.set('destroyPhone', clerkRefusal('resource_not_found', 404));
    await askForCode();
    await type('6-digit code', '123456');
    expect(went).toHaveBeenCalledWith(['/profile'], expect.anything());
  });

  it.each([
    ['', 'Type your mobile number first.'],
    ['12345', 'Some digits are missing.'],
    ['98765 43210', 'You have this number already.'],
  ])('refuses %j beside the field, without an SMS', async (typed, words) => {
    await askForCode(typed);
    expect(shown(page)).toContain(words);
    expect(document.activeElement).toBe(labelled(page, 'New mobile number'));
    expect(calls()).toEqual([]);
  });

  it("says that somebody else's number is taken", async () => {
    clerk.refusals.set('createPhone', clerkRefusal('form_identifier_exists'));
    await askForCode();
    expect(shown(page)).toContain('Another account uses this number.');
  });

  it.each([
    ['form_code_incorrect', 'That code is not right. Check the newest SMS and type it again. 2 tries left.'],
    ['verification_expired', 'This code is too old. Ask for a new one.'],
    ['too_many_requests', 'Too many tries. Please wait a while'],
    ['user_locked', 'This account is locked for now'],
  ])('says in plain words what is wrong: %s', async (code, words) => {
    await askForCode();
    clerk.refusals.set('attemptPhone', clerkRefusal(code));
    await type('6-digit code', '111111');
    expect(shown(page)).toContain(words);
    expect(went).not.toHaveBeenCalled();
  });

  it('ends the code with the third wrong try', async () => {
    await askForCode();
    for (const code of ['111111', '222222', '333333']) {
      clerk.refusals.set('attemptPhone', clerkRefusal('form_code_incorrect'));
      await type('6-digit code', code);
    }
    expect(shown(page)).toContain('No tries are left for this code.');
  });

  it('makes the owner wait before another SMS, and goes back to another number', async () => {
    await askForCode();
    expect((named(page, 'button', 'Send a new code in') as HTMLButtonElement).disabled).toBe(true);
    await press('Change number');
    await type('New mobile number', '91234 56780');
    await press('Send code');
    expect(calls()).toEqual([
      `createPhone ${NEW}`,
      'preparePhone idn_2',
      'destroyPhone idn_2',
      `createPhone ${RAVIS_NUMBER}`,
      'preparePhone idn_3',
    ]);
  });

  describe('when Clerk wants the present number proved first', () => {
    it('asks for a code to it, then goes on by itself', async () => {
      clerk.refusals.set('createPhone', REVERIFY);
      await askForCode();
      expect(shown(page)).toContain('First confirm that it is you');
      expect(shown(page).replaceAll('\u00a0', ' ')).toContain('+91 98765 43210');
      await type('6-digit code', '654321');
      expect(shown(page)).toContain('Enter the code');
      await type('6-digit code', '123456');
      expect(calls().slice(1)).toEqual([
        'startVerification',
        'prepareVerification idn_1',
        'attemptVerification 654321',
        `createPhone ${NEW}`,
        'preparePhone idn_2',
        'attemptPhone 123456',
        'makePrimary idn_2',
        'destroyPhone idn_1',
      ]);
    });

    it('needs no second code for the new number when it was proved already', async () => {
      await askForCode();
      clerk.refusals.set('makePrimary', REVERIFY);
      await type('6-digit code', '123456');
      expect(shown(page)).toContain('First confirm that it is you');
      await type('6-digit code', '654321');
      expect(went).toHaveBeenCalledWith(['/profile'], expect.anything());
      expect(calls().filter((call) => call.startsWith('preparePhone'))).toHaveLength(1);
    });

    it('speaks of no SMS that could not be sent', async () => {
      clerk.refusals.set('createPhone', REVERIFY);
      clerk.refusals.set('prepareVerification', new TypeError('Failed to fetch'));
      await askForCode();
      expect(shown(page)).toContain('First confirm that it is you');
      expect(shown(page)).not.toContain('we have sent a code');
      await press('Send a new code');
      expect(shown(page)).toContain('we have sent a code to your present number');
    });

    it('counts the tries', async () => {
      clerk.refusals.set('createPhone', REVERIFY);
      await askForCode();
      clerk.refusals.set('attemptVerification', clerkRefusal('form_code_incorrect'));
      await type('6-digit code', '111111');
      expect(shown(page)).toContain('2 tries left.');
    });
  });

  describe('when the new number is gone from Clerk before it is the owner’s', () => {
    it.each([
      ['this page knows', ({ user }: FakeClerkAccount) => void user.phoneNumbers.pop()],
      [
        'this page has not heard of it',
        ({ user }: FakeClerkAccount) => {
          clerk.refusals.set('makePrimary', clerkRefusal('resource_not_found', 404));
          user.reload = () => Promise.resolve(user.phoneNumbers.pop());
        },
      ],
    ])('asks for it again with what was typed: %s', async (_case, take) => {
      clerk.refusals.set('makePrimary', new TypeError('Failed to fetch'));
      await askForCode();
      await type('6-digit code', '123456');
      expect(shown(page)).toContain('The new number is confirmed');
      take(clerk.account!);
      await press('Try again');
      expect((labelled(page, 'New mobile number') as HTMLInputElement).value).toBe('98123 45678');
      expect(shown(page)).toContain('Ask for a new');
      await press('Send code');
      expect(calls().at(-1)).toMatch(/^preparePhone/);
      await press('Change number');
      page.destroy();
      await open();
      expect(shown(page)).toContain('Change your mobile number');
    });
  });

  it('goes on with the last step when the connection is back', async () => {
    jest.spyOn(clerk, 'getToken').mockRejectedValueOnce(new ClerkFailure('offline'));
    await askForCode();
    await type('6-digit code', '123456');
    expect(shown(page)).toContain('You are offline.');
    window.dispatchEvent(new Event('online'));
    await settled(page);
    expect(went).toHaveBeenCalledWith(['/profile'], expect.anything());
  });

  describe('after a reload', () => {
    it('goes on at the code', async () => {
      await askForCode();
      page.destroy();
      await open();
      expect(shown(page)).toContain('Enter the code');
      await type('6-digit code', '123456');
      expect(went).toHaveBeenCalledWith(['/profile'], expect.anything());
    });

    it('goes on at the last step, without another code', async () => {
      api.answersWith(null);
      await askForCode();
      await type('6-digit code', '123456');
      expect(shown(page)).toContain('The new number is confirmed');
      page.destroy();
      api.answersWith(EXCHANGED);
      await open();
      expect(went).toHaveBeenCalledWith(['/profile'], expect.anything());
      expect(calls().filter((call) => call.startsWith('makePrimary'))).toHaveLength(1);
    });

    it('begins anew for another owner', async () => {
      await askForCode();
      page.destroy();
      clerk.signInAs(RAVIS_NUMBER);
      await open(aProfile({ id: '0198b1c0-0000-7000-8000-000000000002', phoneNumber: RAVIS_NUMBER }));
      expect(shown(page)).toContain('Change your mobile number');
      expect((labelled(page, 'New mobile number') as HTMLInputElement).value).toBe('');
      await type('New mobile number', '98123 45678');
      await press('Send code');
      expect(calls().filter((call) => call.startsWith('preparePhone'))).toHaveLength(2);
    });
  });

  it('may repeat the last step when our server does not answer', async () => {
    api.answersWith(problem(503, 'database.unavailable'), EXCHANGED);
    await askForCode();
    await type('6-digit code', '123456');
    expect(shown(page)).toContain('Our server is busy just now.');
    expect(TestBed.inject(Session).user()?.phoneNumber).toBe(ASHAS_NUMBER);
    document.body.append(page.nativeElement as HTMLElement);
    await press('Try again');
    expect(document.activeElement?.tagName).toBe('H1');
    expect(TestBed.inject(Session).user()?.phoneNumber).toBe(NEW);
  });

  it.each([
    ['has no session', () => void clerk.signOut()],
    ["holds somebody else's session", () => clerk.signInAs(RAVIS_NUMBER)],
  ])('asks to sign in again when Clerk %s', async (_case, change) => {
    change();
    await askForCode();
    expect(shown(page)).toContain('Please sign in again first.');
    expect(calls().filter((call) => call.startsWith('createPhone'))).toEqual([]);
    await press('Sign in again');
    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
  });
});
