import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { aProfile } from '../../../test/a-profile.js';
import { FakeApi, problem } from '../../../test/fake-api.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { labelled, named, shown } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { Session } from '../../core/auth/session.js';
import { ShopProfilePage } from './shop-profile-page.js';

const NEW_OWNER = aProfile({
  ownerName: null,
  shopName: null,
  city: null,
  state: null,
  pincode: null,
  onboardingCompleted: false,
});
let api: FakeApi;
let page: ComponentFixture<ShopProfilePage>;
let went: jest.SpyInstance;

async function open(user = NEW_OWNER): Promise<void> {
  TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(new FakeClerk())] });
  TestBed.inject(Session).open('app-token', user);
  went = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
  page = TestBed.createComponent(ShopProfilePage);
  await page.whenStable();
}

const field = (label: string): HTMLInputElement => labelled(page, label) as HTMLInputElement;

async function type(label: string, text: string): Promise<void> {
  field(label).value = text;
  field(label).dispatchEvent(new Event('input', { bubbles: true }));
  field(label).dispatchEvent(new Event('change', { bubbles: true }));
  await page.whenStable();
}

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  await page.whenStable();
}

async function fillIn(): Promise<void> {
  await type('Shop name', '  Ravi Xerox ');
  await type('PIN code', '४०० ००१');
  await type('City or town', 'Mumbai');
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  api = new FakeApi();
  api.answersWith({ status: 200, body: aProfile({ shopName: 'Ravi Xerox' }) });
});

describe(ShopProfilePage.name, () => {
  it('fetches nobody back who went on before the answer came, and leaves what is typed there', async () => {
    await open();
    const answer = api.answersLaterAt('/users/me', {
      status: 200,
      body: aProfile({ shopName: 'Ravi Xerox' }),
    });
    await fillIn();
    await press('Save and continue');
    await press('Do this later');
    page.destroy();
    went.mockClear();
    sessionStorage.setItem('bharatprint.shop-draft', JSON.stringify({ city: 'Thane' }));
    answer();
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
    expect(went).not.toHaveBeenCalled();
    expect(sessionStorage.getItem('bharatprint.shop-draft')).toContain('Thane');
    expect(TestBed.inject(Session).user()?.shopName).toBe('Ravi Xerox');
  });

  it('saves the shop, with the state its PIN code says, and goes on', async () => {
    await open();
    await fillIn();
    expect(field('State').value).toBe('Maharashtra');
    await press('Save and continue');
    expect(api.calls).toEqual([
      {
        method: 'PATCH',
        path: '/users/me',
        token: 'app-token',
        body: {
          shopName: 'Ravi Xerox',
          pincode: '400001',
          city: 'Mumbai',
          state: 'Maharashtra',
          ownerName: null,
          language: 'en',
        },
      },
    ]);
    expect(TestBed.inject(Session).user()?.shopName).toBe('Ravi Xerox');
    expect(sessionStorage.getItem('bharatprint.shop-draft')).toBeNull();
    expect(went).toHaveBeenCalledWith('/dashboard');
  });

  it('lets the owner choose where a PIN code lies in two states', async () => {
    await open();
    await type('PIN code', '248001');
    expect(field('State').value).toBe('');
    await press('Uttarakhand');
    expect(field('State').value).toBe('Uttarakhand');
  });

  it('never overrules the owner: another state is only suggested', async () => {
    await open();
    await type('State', 'Goa');
    await type('PIN code', '400001');
    expect(field('State').value).toBe('Goa');
    expect(shown(page)).toContain('PIN code 400001 is usually in:');
    expect(named(page, 'button', 'Maharashtra')).toBeDefined();
  });

  it('follows a corrected PIN code while the state is its own suggestion', async () => {
    await open();
    await type('PIN code', '400001');
    await type('PIN code', '560001');
    expect(field('State').value).toBe('Karnataka');
  });

  it('says beside each field what is missing, and sends nothing', async () => {
    await open();
    await type('PIN code', '012345');
    await press('Save and continue');
    for (const words of [
      'Type the name of your shop.',
      'A PIN code has 6 digits and does not begin with 0.',
      'Type the city or town.',
      'Choose the state.',
    ]) {
      expect(shown(page)).toContain(words);
    }
    expect(document.activeElement).toBe(field('Shop name'));
    expect(api.calls).toEqual([]);
  });

  it('shows what the server refuses beside its field', async () => {
    api.answersWith(
      problem(400, 'request.invalid', { errors: [{ field: 'city', code: 'control_character' }] }),
    );
    await open();
    await fillIn();
    await press('Save and continue');
    expect(document.getElementById('city-note')?.textContent).toContain('a character that cannot be stored');
    expect(field('City').getAttribute('aria-invalid')).toBe('true');
    expect(went).not.toHaveBeenCalled();
  });

  it('loses nothing when the server is not reached, nor by a reload', async () => {
    api.answersWith(null);
    await open();
    await fillIn();
    await press('Save and continue');
    expect(shown(page)).toContain('Our server cannot be reached.');
    expect(field('Shop name').value).toBe('  Ravi Xerox ');

    page.destroy();
    TestBed.resetTestingModule();
    await open();
    expect(field('Shop name').value).toBe('  Ravi Xerox ');
    expect(field('State').value).toBe('Maharashtra');
  });

  it("does not show one owner's draft to another", async () => {
    await open();
    await fillIn();
    page.destroy();
    TestBed.resetTestingModule();
    await open({ ...NEW_OWNER, id: '0198b1c0-0000-7000-8000-000000000002' });
    expect(field('Shop name').value).toBe('');
  });

  it('can be left for later', async () => {
    await open();
    await press('Do this later');
    expect(went).toHaveBeenCalledWith('/dashboard');
    expect(api.calls).toEqual([]);
  });

  it('begins with what is known', async () => {
    await open(aProfile());
    expect(field('Shop name').value).toBe('Sharma Prints');
    expect(field('State').value).toBe('Rajasthan');
  });
});
