import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { type UserProfile } from '#contracts/user.js';
import { ASHAS_NUMBER, RAVIS_NUMBER, aProfile } from '../../../test/a-profile.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { named, pressKey, settled, shown } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { KEPT_NUMBER_CHANGE } from '../auth/clerk-phone-numbers.js';
import { Session } from '../auth/session.js';
import { remember } from '../browser/tab-memory.js';
import { AccountLayout } from './account-layout.js';

let api: FakeApi;
let clerk: FakeClerk;
let page: ComponentFixture<AccountLayout>;
let went: jest.SpyInstance;

async function open(user: Partial<UserProfile> = {}): Promise<void> {
  TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(clerk)] });
  TestBed.inject(Session).open('app-token', aProfile(user));
  went = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
  page = TestBed.createComponent(AccountLayout);
  document.body.append(page.nativeElement as HTMLElement);
  await page.whenStable();
}

const root = (): HTMLElement => page.nativeElement as HTMLElement;
const trigger = (): HTMLElement => root().querySelector<HTMLElement>('[aria-haspopup=menu]')!;
const items = (): HTMLElement[] => [...root().querySelectorAll<HTMLElement>('[role=menuitem]')];
const item = (text: string): HTMLElement =>
  items().find(({ textContent }) => textContent.trim().startsWith(text))!;
const focused = (): string => document.activeElement?.textContent.trim() ?? '';
const isOpen = (): boolean => trigger().getAttribute('aria-expanded') === 'true';

async function press(key: string): Promise<void> {
  pressKey(key);
  await settled(page);
}

async function openMenu(): Promise<void> {
  trigger().click();
  await settled(page);
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  clerk = new FakeClerk();
  api = new FakeApi();
  api.answersWith({ status: 204 });
});
afterEach(() => {
  root().remove();
  page.destroy();
});

describe(AccountLayout.name, () => {
  describe('the menu', () => {
    it('says whose account it is', async () => {
      await open();
      expect(trigger().textContent.replace(/\s+/g, ' ')).toContain('Account: Sharma Prints');
      await openMenu();
      expect(shown(page)).toContain('+91 98765 43210');
    });

    it.each([
      [{ shopName: null }, 'Asha Sharma'],
      [{ shopName: null, ownerName: null }, '+91 98765 43210'],
    ])('names %j too', async (user, name) => {
      await open(user);
      expect(trigger().textContent).toContain(name);
    });

    it('is closed at first, and opens with the focus on its first item', async () => {
      await open();
      expect(isOpen()).toBe(false);
      await openMenu();
      expect(isOpen()).toBe(true);
      expect(focused()).toBe('Dashboard');
    });

    it('is walked by keys, round and round', async () => {
      await open();
      trigger().focus();
      await press('ArrowDown');
      const walked: string[] = [];
      for (const key of ['ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home', 'y']) {
        await press(key);
        walked.push(focused());
      }
      expect(walked).toEqual([
        'Referrals',
        'Sign out everywhere',
        'Dashboard',
        'Sign out everywhere',
        'Dashboard',
        'Your profile',
      ]);
    });

    it('opens at its end with the arrow up', async () => {
      await open();
      trigger().focus();
      await press('ArrowUp');
      expect(focused()).toBe('Sign out everywhere');
    });

    it('closes on Escape and gives the focus back', async () => {
      await open();
      await openMenu();
      await press('Escape');
      expect(isOpen()).toBe(false);
      expect(document.activeElement).toBe(trigger());
    });

    it('closes when the focus or a press goes elsewhere', async () => {
      await open();
      await openMenu();
      root().querySelector<HTMLElement>('bp-brand-link a')?.focus();
      await settled(page);
      expect(isOpen()).toBe(false);
      await openMenu();
      document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
      await settled(page);
      expect(isOpen()).toBe(false);
    });

    it('signs out here', async () => {
      await open();
      await openMenu();
      item('Sign out').click();
      await settled(page);
      expect(TestBed.inject(Session).isSignedIn()).toBe(false);
      expect(clerk.calls).toContain('signOut');
      expect(went).toHaveBeenCalledWith('/auth/login', { info: undefined });
    });

    it('shows an owner nothing of the API', async () => {
      await open();
      expect(item('Copy API token')).toBeUndefined();
      expect(item('API documentation')).toBeUndefined();
    });
  });

  it.each([
    ['was cut off', 'code', ['destroyPhone idn_2']],
    ['goes on in this tab', 'finish', []],
  ])('of a change of number that %s, at %s, takes away %j', async (_case, step, dropped) => {
    clerk.signInAs(ASHAS_NUMBER);
    clerk.account?.holds(RAVIS_NUMBER, 'verified');
    remember(KEPT_NUMBER_CHANGE, { of: aProfile().id, step });
    await open();
    await settled(page);
    expect(clerk.calls.filter((call) => call.startsWith('destroyPhone'))).toEqual(dropped);
  });

  describe('for an administrator', () => {
    const copy = async (writes: () => Promise<void>): Promise<jest.Mock> => {
      const writeText = jest.fn(writes);
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
      Object.defineProperty(document, 'execCommand', { configurable: true, value: () => false });
      await open({ role: 'admin' });
      await openMenu();
      item('Copy API token').click();
      await settled(page);
      return writeText;
    };

    it('copies the token and says what it is', async () => {
      const writeText = await copy(() => Promise.resolve());
      expect(writeText).toHaveBeenCalledWith('app-token');
      expect(root().querySelector('[role=status]')?.textContent).toContain('works for up to 24 hours');
      expect(root().querySelector('[role=status]')?.textContent).toContain('Keep it to yourself');
      expect(shown(page)).not.toContain('app-token');
      expect(document.activeElement).toBe(trigger());
    });

    it('says when the browser does not let it copy', async () => {
      await copy(() => Promise.reject(new DOMException('denied', 'NotAllowedError')));
      expect(shown(page)).toContain('did not allow copying');
    });

    it('leads to the API documentation in a tab of its own', async () => {
      await open({ role: 'admin' });
      const link = item('API documentation');
      expect(link.getAttribute('href')).toBe('https://api.test/docs');
      expect(link.getAttribute('target')).toBe('_blank');
      expect(link.getAttribute('rel')).toBe('noopener');
    });
  });

  describe('signing out everywhere', () => {
    const dialog = (): HTMLDialogElement => root().querySelector<HTMLDialogElement>('dialog')!;
    const ask = async (): Promise<void> => {
      await open();
      await openMenu();
      item('Sign out everywhere').click();
      await settled(page);
    };
    const confirm = async (): Promise<void> => {
      [...dialog().querySelectorAll('button')].at(-1)?.click();
      await settled(page);
    };

    it('asks first, and says what it does', async () => {
      await ask();
      expect(dialog().open).toBe(true);
      expect(document.getElementById(dialog().getAttribute('aria-labelledby')!)?.textContent).toContain(
        'Sign out everywhere?',
      );
      expect(dialog().textContent).toContain('on every phone and computer, also on this one');
      expect(focused()).toBe('Stay signed in');
      expect(api.calls).toEqual([]);
    });

    it('is given up without a trace, the focus back at the menu', async () => {
      await ask();
      named(page, 'button', 'Stay signed in').click();
      await settled(page);
      expect(dialog().open).toBe(false);
      expect(document.activeElement).toBe(trigger());
      expect(api.calls).toEqual([]);
      expect(TestBed.inject(Session).isSignedIn()).toBe(true);
    });

    it('ends every session, this one too, and says so at the sign-in', async () => {
      await ask();
      await confirm();
      expect(api.calls).toEqual([
        { method: 'POST', path: '/auth/sign-out-everywhere', token: 'app-token', body: null },
      ]);
      expect(TestBed.inject(Session).isSignedIn()).toBe(false);
      expect(clerk.calls).toContain('signOut');
      expect(went).toHaveBeenCalledWith('/auth/login', { info: 'signed-out-everywhere' });
    });

    it('keeps the owner signed in when Clerk does not answer, and may be tried again', async () => {
      api.answersWith(problem(503, 'auth.clerk_unavailable'), { status: 204 });
      await ask();
      await confirm();
      expect(dialog().textContent).toContain('Nothing has changed: you are still signed in.');
      expect(TestBed.inject(Session).isSignedIn()).toBe(true);
      await confirm();
      expect(TestBed.inject(Session).isSignedIn()).toBe(false);
    });

    it('does not claim that nothing changed when no answer came', async () => {
      api.answersWith(null);
      await ask();
      await confirm();
      expect(dialog().textContent).toContain('Our server cannot be reached.');
      expect(dialog().textContent).not.toContain('Nothing has changed');
    });
  });
});
