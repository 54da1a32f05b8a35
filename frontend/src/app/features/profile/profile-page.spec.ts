import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type UserProfile } from '#contracts/user.js';
import { aProfile } from '../../../test/a-profile.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { labelled, named, settled, shown, typeInto } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { UsersClient } from '../../core/api/users-client.js';
import { Session } from '../../core/auth/session.js';
import { SESSION_KEY } from '../../core/auth/stored-session.js';
import { Translator } from '../../core/i18n/translator.js';
import { leaveGuard } from '../../core/layout/leave-guard.js';
import { DeliberateReload } from '../../core/offline/deliberate-reload.js';
import { ProfilePage } from './profile-page.js';

@Component({ template: '<h1>Elsewhere</h1>' })
class Elsewhere {}

let api: FakeApi;
let page: RouterTestingHarness['fixture'];
let harness: RouterTestingHarness;

async function open(user: Partial<UserProfile> = {}): Promise<void> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([
        { path: 'profile', component: ProfilePage, canDeactivate: [leaveGuard] },
        { path: '**', component: Elsewhere },
      ]),
      ...providePortal(new FakeClerk()),
    ],
  });
  TestBed.inject(Session).open('app-token', aProfile(user));
  harness = await RouterTestingHarness.create('/profile');
  page = harness.fixture;
  await settled(page);
}

const field = (label: string): HTMLInputElement => labelled(page, label) as HTMLInputElement;
const type = (label: string, text: string): Promise<void> => typeInto(page, label, text);
const dialog = (): HTMLDialogElement =>
  (page.nativeElement as HTMLElement).querySelector<HTMLDialogElement>('dialog')!;
const saves = (): unknown[] => api.calls.filter(({ method }) => method === 'PATCH').map(({ body }) => body);

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  await settled(page);
}

/** The server's answers: first to the page's own reading, then to what the test does. */
function server(...answers: Parameters<FakeApi['answersWith']>): void {
  api.answersWith({ status: 200, body: aProfile() }, ...answers);
}

/** Goes to another page as far as the question; `whenStable` would wait for its answer. */
async function leave(): Promise<() => Promise<boolean>> {
  const leaving = TestBed.inject(Router).navigateByUrl('/dashboard');
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  return () => leaving;
}

function closes(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return !event.defaultPrevented;
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  api = new FakeApi();
  server();
});
afterEach(() => page.destroy());

describe(ProfilePage.name, () => {
  it('shows what the server has', async () => {
    await open();
    expect(field('Shop name').value).toBe('Sharma Prints');
    expect(field('Your name').value).toBe('Asha Sharma');
    expect(field('PIN code').value).toBe('302001');
    expect(field('City').value).toBe('Jaipur');
    expect(field('State').value).toBe('Rajasthan');
    expect(field('Language').value).toBe('en');
    expect(shown(page)).toContain('+91 98765 43210');
  });

  it('sends only what was changed, and shows what the server made of it', async () => {
    server({ status: 200, body: aProfile({ city: 'Ajmer City' }) });
    await open();
    await type('City', ' Ajmer ');
    await press('Save changes');
    expect(saves()).toEqual([{ city: 'Ajmer' }]);
    expect(field('City').value).toBe('Ajmer City');
    expect(TestBed.inject(Session).user()?.city).toBe('Ajmer City');
    expect((page.nativeElement as HTMLElement).querySelector('form [role=status]')?.textContent).toContain(
      'Saved.',
    );
    expect(sessionStorage.getItem('bharatprint.shop-draft')).toBeNull();
  });

  it('takes back what is no longer true: after the next change nothing is saved', async () => {
    server({ status: 200, body: aProfile({ city: 'Ajmer' }) });
    await open();
    await type('City', 'Ajmer');
    await press('Save changes');
    await type('City', 'Kota');
    expect(shown(page)).not.toContain('Saved.');
  });

  it('does nothing when nothing was changed, not even a space', async () => {
    await open();
    await type('City', 'Jaipur  ');
    await type('PIN code', '302 001');
    await press('Save changes');
    expect(saves()).toEqual([]);
    expect(shown(page)).toContain('Nothing has been changed yet.');
    expect(closes()).toBe(true);
  });

  it('takes the name of the owner away, which may be missing', async () => {
    server({ status: 200, body: aProfile({ ownerName: null }) });
    await open();
    await type('Your name', '');
    await press('Save changes');
    expect(saves()).toEqual([{ ownerName: null }]);
    expect(field('Your name').value).toBe('');
  });

  it('says beside the fields what is wrong, puts the focus on the first, and sends nothing', async () => {
    await open();
    await type('City', '  ');
    await type('PIN code', '012345');
    await press('Save changes');
    expect(shown(page)).toContain('A PIN code has 6 digits and does not begin with 0.');
    expect(shown(page)).toContain('Type the city or town.');
    expect(document.activeElement).toBe(field('PIN code'));
    expect(saves()).toEqual([]);
  });

  it('asks a new owner for nothing that was never given', async () => {
    api.answersWith(
      { status: 200, body: aProfile({ shopName: null, city: null, state: null, pincode: null }) },
      { status: 200, body: aProfile({ ownerName: 'Ravi' }) },
    );
    await open({ shopName: null, city: null, state: null, pincode: null });
    await type('Your name', 'Ravi');
    await press('Save changes');
    expect(saves()).toEqual([{ ownerName: 'Ravi' }]);
  });

  it("shows the server's refusal beside its field, in the language spoken then", async () => {
    server(problem(400, 'request.invalid', { errors: [{ field: 'city', code: 'control_character' }] }));
    await open();
    await type('City', 'Aj\u0007mer');
    await press('Save changes');
    expect(document.getElementById('city-note')?.textContent).toContain('a character that cannot be stored');
    expect(document.activeElement).toBe(field('City'));

    const translator = TestBed.inject(Translator);
    await translator.learn('failures');
    await translator.learn('account');
    await translator.speak('hi');
    await settled(page);
    expect(document.getElementById('city-note')?.textContent).toContain('सेव नहीं हो सकता');
  });

  it('suggests the state of a PIN code and never overrules the owner', async () => {
    await open();
    await type('PIN code', '400001');
    expect(field('State').value).toBe('Rajasthan');
    await press('Maharashtra');
    expect(field('State').value).toBe('Maharashtra');
  });

  it('saves the language, and then speaks it', async () => {
    server({ status: 200, body: aProfile({ language: 'hi' }) });
    await open();
    await TestBed.inject(Translator).learn('account');
    await type('Language', 'hi');
    expect(TestBed.inject(Translator).language()).toBe('en');
    await press('Save changes');
    await settled(page);
    expect(saves()).toEqual([{ language: 'hi' }]);
    expect(TestBed.inject(Translator).language()).toBe('hi');
    expect(shown(page)).toContain('सेव हो गया।');
  });

  describe('what is not saved yet', () => {
    it('survives a lost connection and a reload', async () => {
      server(null);
      await open();
      await type('City', 'Ajmer');
      await type('Language', 'hi');
      await press('Save changes');
      expect(shown(page)).toContain('Our server cannot be reached.');
      expect(shown(page)).toContain('What you typed is kept in this tab.');
      page.destroy();

      const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      await open();
      online.mockRestore();
      expect(field('City').value).toBe('Ajmer');
      expect(field('Language').value).toBe('hi');
      expect(field('Shop name').value).toBe('Sharma Prints');
    });

    it('is told to an owner who is offline, and saved by itself once the network is back', async () => {
      const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      server(null);
      await open();
      await type('City', 'Ajmer');
      await press('Save changes');
      expect(shown(page)).toContain('Not saved: you are offline.');

      online.mockRestore();
      server({ status: 200, body: aProfile({ city: 'Ajmer' }) });
      window.dispatchEvent(new Event('online'));
      await settled(page);
      expect(saves()).toEqual([{ city: 'Ajmer' }, { city: 'Ajmer' }]);
      expect(shown(page)).toContain('Saved.');
      window.dispatchEvent(new Event('online'));
      await settled(page);
      expect(saves()).toHaveLength(2);
    });

    it('is saved by itself also after the phone has put the page away', async () => {
      server(null);
      await open();
      await type('City', 'Ajmer');
      await press('Save changes');
      page.destroy();

      server({ status: 200, body: aProfile({ city: 'Ajmer' }) });
      await open();
      expect(saves()).toEqual([{ city: 'Ajmer' }, { city: 'Ajmer' }]);
      expect(shown(page)).toContain('Saved.');
      expect(sessionStorage.getItem('bharatprint.shop-draft')).toBeNull();
    });

    it('waits for the network after the page was put away while offline', async () => {
      const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      server(null);
      await open();
      await type('City', 'Ajmer');
      await press('Save changes');
      page.destroy();

      server(null);
      await open();
      expect(shown(page)).toContain('Not saved: you are offline.');
      expect(saves()).toHaveLength(1);
      online.mockRestore();
      server({ status: 200, body: aProfile({ city: 'Ajmer' }) });
      window.dispatchEvent(new Event('online'));
      await settled(page);
      expect(saves()).toHaveLength(2);
      expect(shown(page)).toContain('Saved.');
    });

    it('is saved also when the phone puts the page away before there was any answer', async () => {
      await open();
      await type('City', 'Ajmer');
      const answer = api.answersLaterAt('/users/me', null);
      named(page, 'button', 'Save changes').click();
      await page.whenStable();
      page.destroy();

      api = new FakeApi();
      server({ status: 200, body: aProfile({ city: 'Ajmer' }) });
      await open();
      answer();
      expect(saves()).toEqual([{ city: 'Ajmer' }]);
      expect(shown(page)).toContain('Saved.');
    });

    it('was saved all the same when only the answer was lost', async () => {
      server(null);
      await open();
      await type('City', 'Ajmer');
      await press('Save changes');
      const written = aProfile({ city: 'Ajmer', updatedAt: '2026-11-02T00:00:00.000Z' });
      api.answersWith({ status: 200, body: written });
      window.dispatchEvent(new Event('online'));
      await settled(page);
      expect(saves()).toHaveLength(1);
      expect(shown(page)).toContain('Saved.');
      expect(closes()).toBe(true);
    });

    it('is not put over what was written elsewhere since, and stays its owner’s to send', async () => {
      server(null);
      await open();
      await type('City', 'Ajmer');
      await press('Save changes');
      page.destroy();

      const written = aProfile({ city: 'Kota', updatedAt: '2026-11-02T00:00:00.000Z' });
      api.answersWith({ status: 200, body: written });
      await open();
      expect(saves()).toHaveLength(1);
      expect(field('City').value).toBe('Ajmer');
      expect(shown(page)).toContain('Not saved: this was changed somewhere else meanwhile.');
      expect(closes()).toBe(false);

      api.answersWith({ status: 200, body: aProfile({ city: 'Ajmer' }) });
      await press('Save changes');
      expect(shown(page)).not.toContain('Not saved');
      expect(shown(page)).toContain('Saved.');
    });

    it('is sent again whatever else of the account has changed since', async () => {
      server(null);
      await open();
      await type('City', 'Ajmer');
      await press('Save changes');
      const counted = aProfile({ uploadsUsedThisMonth: 7, updatedAt: '2026-11-02T00:00:00.000Z' });
      api.answersWith(
        { status: 200, body: counted },
        { status: 200, body: aProfile({ city: 'Ajmer', updatedAt: '2026-11-03T00:00:00.000Z' }) },
      );
      window.dispatchEvent(new Event('online'));
      await settled(page);
      expect(saves()).toEqual([{ city: 'Ajmer' }, { city: 'Ajmer' }]);
      expect(shown(page)).toContain('Saved.');
    });

    it('is not sent any more once its owner has left it behind', async () => {
      server(null);
      await open();
      await type('City', 'Ajmer');
      await press('Save changes');
      const answer = api.answersLaterAt('/users/me', { status: 200, body: aProfile() });
      window.dispatchEvent(new Event('online'));
      const leaving = await leave();
      named(page, 'button', 'Leave without saving').click();
      await expect(leaving()).resolves.toBe(true);
      answer();
      await settled(page);
      expect(saves()).toHaveLength(1);
    });

    it('is never written into the account of whoever signed in while the page slept', async () => {
      server(null);
      await open();
      await type('City', 'Ajmer');
      await press('Save changes');
      const user = aProfile({ id: '0198b1c0-0000-7000-8000-000000000002', city: 'Mumbai' });
      localStorage.setItem(SESSION_KEY, JSON.stringify({ token: 'ravis-token', user, savedAt: 2 }));
      document.dispatchEvent(new Event('visibilitychange'));
      await settled(page);
      expect(saves()).toHaveLength(1);
      expect(field('City').value).toBe('Mumbai');
    });

    it('is not sent behind the back of an owner who has typed on', async () => {
      server(null);
      await open();
      await type('City', 'Ajmer');
      await press('Save changes');
      await type('City', 'Ajm');
      window.dispatchEvent(new Event('online'));
      await settled(page);
      expect(saves()).toHaveLength(1);
    });

    it('is kept from another owner', async () => {
      await open();
      await type('City', 'Ajmer');
      page.destroy();
      await open({ id: '0198b1c0-0000-7000-8000-000000000002', city: 'Mumbai' });
      expect(field('City').value).toBe('Mumbai');
    });

    it('is asked about before another page opens; staying keeps it', async () => {
      await open();
      await type('City', 'Ajmer');
      const leaving = await leave();
      expect(dialog().open).toBe(true);
      expect(dialog().textContent).toContain('Leave without saving?');
      named(page, 'button', 'Stay on this page').click();
      await expect(leaving()).resolves.toBe(false);
      expect(field('City').value).toBe('Ajmer');
    });

    it('is dropped when the owner leaves all the same', async () => {
      await open();
      await type('City', 'Ajmer');
      const leaving = await leave();
      named(page, 'button', 'Leave without saving').click();
      await expect(leaving()).resolves.toBe(true);
      await settled(page);
      expect(shown(page)).toContain('Elsewhere');
      expect(sessionStorage.getItem('bharatprint.shop-draft')).toBeNull();
    });

    it('is warned of before the tab is closed', async () => {
      await open();
      expect(closes()).toBe(true);
      await type('City', 'Ajmer');
      expect(closes()).toBe(false);
    });

    it('holds back no reload that was asked for, which loses nothing', async () => {
      await open();
      await type('City', 'Ajmer');
      TestBed.inject(DeliberateReload).isUnderWay = true;
      expect(closes()).toBe(true);
    });

    it('holds nobody back who was signed out in another tab', async () => {
      await open();
      await type('City', 'Ajmer');
      localStorage.clear();
      window.dispatchEvent(new StorageEvent('storage', { key: SESSION_KEY, newValue: null }));
      expect(closes()).toBe(true);
      await harness.navigateByUrl('/auth/login');
      expect(shown(page)).toContain('Elsewhere');
    });
  });

  it('shows what another tab saved, but not over what was typed here', async () => {
    await open();
    await type('City', 'Ajmer');
    const user = aProfile({ city: 'Kota', shopName: 'Sharma Digital', ownerName: 'Asha S.' });
    const newValue = JSON.stringify({ token: 'app-token', user, savedAt: 2 });
    localStorage.setItem(SESSION_KEY, newValue);
    window.dispatchEvent(new StorageEvent('storage', { key: SESSION_KEY, newValue }));
    await settled(page);
    expect(field('Shop name').value).toBe('Sharma Digital');
    expect(field('Your name').value).toBe('Asha S.');
    expect(field('City').value).toBe('Ajmer');
  });

  it('keeps what is typed on while an answer is under way', async () => {
    server({ status: 200, body: aProfile({ city: 'Ajmer' }) });
    await open();
    await type('City', 'Ajmer');
    named(page, 'button', 'Save changes').click();
    field('Shop name').value = 'Sharma Digital';
    field('Shop name').dispatchEvent(new Event('input', { bubbles: true }));
    await settled(page);
    expect(field('City').value).toBe('Ajmer');
    expect(field('Shop name').value).toBe('Sharma Digital');
    expect(shown(page)).not.toContain('Saved.');
  });

  it('is not set back by a reading that was under way while it was saved', async () => {
    const old = aProfile({ updatedAt: '2026-11-01T00:00:00.000Z' });
    api.answersWith(
      { status: 200, body: old },
      { status: 200, body: aProfile({ city: 'Ajmer', updatedAt: '2026-11-02T00:00:00.000Z' }) },
    );
    await open({ updatedAt: old.updatedAt });
    let answer: (user: UserProfile) => void = () => undefined;
    const reading = new Promise<UserProfile>((resolve) => (answer = resolve));
    jest.spyOn(TestBed.inject(UsersClient), 'me').mockReturnValue(reading);
    window.dispatchEvent(new Event('online'));
    await type('City', 'Ajmer');
    await press('Save changes');
    answer(old);
    await settled(page);
    expect(field('City').value).toBe('Ajmer');
    expect(shown(page)).toContain('Saved.');
  });

  describe('the download', () => {
    let saved: { name: string; url: string }[];

    beforeEach(() => {
      saved = [];
      URL.createObjectURL = () => 'blob:https://portal.test/1';
      URL.revokeObjectURL = () => undefined;
      jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
        this: HTMLAnchorElement,
      ) {
        saved.push({ name: this.download, url: this.href });
      });
    });
    afterEach(() => jest.restoreAllMocks());

    it('saves everything in a file of that name, the token in no address', async () => {
      server({ status: 200, body: { profile: aProfile() } });
      await open();
      await press('Download my data');
      expect(api.calls.at(-1)).toMatchObject({ path: '/users/me/export', token: 'app-token' });
      const [file] = saved;
      expect(file?.name).toMatch(/^bharatprint-\d{4}-\d\d-\d\d\.json$/);
      expect(file?.url).toBe('blob:https://portal.test/1');
      expect(shown(page)).toContain(`Saved in your downloads as ${file?.name ?? ''}.`);
    });

    it('says when it does not come', async () => {
      server(problem(503, 'database.unavailable'));
      await open();
      await press('Download my data');
      expect(saved).toEqual([]);
      expect(shown(page)).toContain('Our server is busy just now.');
    });
  });
});
