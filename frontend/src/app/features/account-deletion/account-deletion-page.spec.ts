import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { ASHAS_NUMBER, RAVIS_NUMBER, aProfile } from '../../../test/a-profile.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerk, clerkRefusal } from '../../../test/fake-clerk.js';
import { named, settled, shown, typeInto } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { PendingErasure } from '../../core/auth/pending-erasure.js';
import { Session } from '../../core/auth/session.js';
import { AccountDeletionPage } from './account-deletion-page.js';

const ERASE_AFTER = new Date(Date.now() + 7 * 24 * 60 * 60_000).toISOString();
const ACCEPTED = { status: 202, body: { eraseAfter: ERASE_AFTER } };
let api: FakeApi;
let clerk: FakeClerk;
let page: ComponentFixture<AccountDeletionPage>;
let went: jest.SpyInstance;

async function open(): Promise<void> {
  TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(clerk)] });
  TestBed.inject(Session).open('app-token', aProfile());
  went = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
  page = TestBed.createComponent(AccountDeletionPage);
  await settled(page);
}

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  await settled(page);
}

async function confirm(code = '123456'): Promise<void> {
  await typeInto(page, '6-digit code', code);
  await press('Delete my account');
}

async function askForCode(): Promise<void> {
  await open();
  await press('Send a code to');
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  clerk = new FakeClerk();
  clerk.signInAs(ASHAS_NUMBER);
  api = new FakeApi();
  api.answersWith(ACCEPTED);
});
afterEach(() => page.destroy());

describe(AccountDeletionPage.name, () => {
  it('says what is deleted, when, how to change one’s mind, and what stays', async () => {
    await open();
    for (const words of ['Your name and number', 'In 7 days', 'Then nothing is deleted', 'referral code']) {
      expect(shown(page)).toContain(words);
    }
    expect(named(page, 'a', 'Keep my account').getAttribute('href')).toBe('/profile');
    expect(named(page, 'a', 'Download your data first').getAttribute('href')).toBe('/profile');
    expect(clerk.calls).toEqual(['start']);
  });

  it('asks for the erasure with a fresh token once the code is right, and signs out', async () => {
    await askForCode();
    expect(clerk.calls.slice(1)).toEqual(['startVerification', 'prepareVerification idn_1']);
    await confirm();
    expect(api.calls).toEqual([
      {
        method: 'DELETE',
        path: '/users/me',
        token: 'app-token',
        body: { clerkToken: 'fresh-clerk-token' },
      },
    ]);
    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
    expect(clerk.calls).toContain('signOut');
    expect(TestBed.inject(PendingErasure).until()).toEqual(new Date(ERASE_AFTER));
    expect(went).toHaveBeenCalledWith('/auth/login', { info: 'erasure-asked' });
  });

  it('deletes nothing because six digits were filled in: somebody has to press', async () => {
    await askForCode();
    await typeInto(page, '6-digit code', '123456');
    await settled(page);
    expect(clerk.calls).not.toContain('attemptVerification 123456');
    expect(api.calls).toEqual([]);
  });

  it('takes no wrong code, and says how many tries are left', async () => {
    await askForCode();
    clerk.refusals.set('attemptVerification', clerkRefusal('form_code_incorrect'));
    await confirm('111111');
    expect(shown(page)).toContain('That code is not right.');
    expect(shown(page)).toContain('2 tries left.');
    expect(api.calls).toEqual([]);
    expect(TestBed.inject(Session).isSignedIn()).toBe(true);
  });

  it.each([
    ['verification_code_too_many_requests', 'You can ask for another in'],
    ['more_steps_needed', 'asks for more than a code'],
  ])('stays with the explanation when no code can be sent: %s', async (code, words) => {
    clerk.refusals.set('startVerification', clerkRefusal(code, 429, 20));
    await askForCode();
    expect(shown(page)).toContain(words);
    expect(shown(page)).toContain('What is deleted');
  });

  it('repeats the last step without another code when our server is down', async () => {
    api.answersWith(problem(503, 'database.unavailable'), ACCEPTED);
    await askForCode();
    await confirm();
    expect(shown(page)).toContain('Your account is not deleted');
    expect(shown(page)).toContain('Our server is busy just now.');
    expect(TestBed.inject(Session).isSignedIn()).toBe(true);
    document.body.append(page.nativeElement as HTMLElement);
    await press('Try again');
    expect(document.activeElement?.tagName).toBe('H1');
    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
    expect(clerk.calls.filter((call) => call.startsWith('attempt'))).toHaveLength(1);
  });

  it('claims nothing when no answer came', async () => {
    api.answersWith(null);
    await askForCode();
    await confirm();
    expect(shown(page)).toContain('No answer came');
    expect(shown(page)).not.toContain('is not deleted');
  });

  it('takes an ended session for a yes when only the answer was lost', async () => {
    api.answersWith(null);
    await askForCode();
    await confirm();
    clerk.identity.set(null);
    await press('Try again');
    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
    expect(went).toHaveBeenCalledWith('/auth/login', { info: 'erasure-likely' });
  });

  it('asks for a new code when the one typed is too long ago', async () => {
    api.answersWith(problem(403, 'auth.reverification_needed'), ACCEPTED);
    await askForCode();
    await confirm();
    expect(shown(page)).toContain('please confirm with a new code first');
    await press('Send a code to');
    await confirm('654321');
    expect(TestBed.inject(Session).isSignedIn()).toBe(false);
  });

  it('knows its owner although the number was changed on another phone', async () => {
    clerk.signInAs(RAVIS_NUMBER);
    api.answersWith({ status: 200, body: aProfile({ phoneNumber: RAVIS_NUMBER }) });
    await askForCode();
    expect(clerk.calls).toContain('startVerification');
    expect(shown(page).replaceAll('\u00a0', ' ')).toContain('We have sent it to +91 91234 56780.');
  });

  it('asks to sign in again when Clerk holds another session than ours', async () => {
    clerk.signInAs(RAVIS_NUMBER);
    api.answersWith({ status: 200, body: aProfile() });
    await askForCode();
    expect(shown(page)).toContain('Please sign in again first.');
    expect(clerk.calls).not.toContain('startVerification');
  });
});
