import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type UserProfile } from '#contracts/user.js';
import { aProfile } from '../../../test/a-profile.js';
import { aStanding, someReferrals } from '../../../test/a-referral.js';
import { FakeApi } from '../../../test/fake-api.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { named, settled, shown } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { Session } from '../../core/auth/session.js';
import { PosterPage } from './poster-page.js';

let api: FakeApi;
let page: ComponentFixture<PosterPage>;

async function open(user: Partial<UserProfile> = {}): Promise<void> {
  TestBed.configureTestingModule({ providers: [provideRouter([]), ...providePortal(new FakeClerk())] });
  TestBed.inject(Session).open('app-token', aProfile(user));
  page = TestBed.createComponent(PosterPage);
  await settled(page);
}

const sheet = (): HTMLElement => (page.nativeElement as HTMLElement).querySelector<HTMLElement>('article')!;

beforeEach(() => {
  localStorage.clear();
  api = new FakeApi();
  api.answersAt('/referrals/me', { status: 200, body: someReferrals() });
  api.answersAt('/referrals/me/standing', { status: 200, body: aStanding() });
});

describe(PosterPage.name, () => {
  it('says who invites, what one gets and how to come', async () => {
    await open();
    expect(sheet().textContent).toContain('Do you run a print shop?');
    expect(sheet().textContent).toContain('20 free uploads a month, and 5 more with this code.');
    expect(sheet().textContent).toContain('BP-7K3MX2QHR');
    expect(sheet().textContent).toContain('bharatprint.test/r/BP-7K3MX2QHR');
    expect(sheet().textContent).toContain('Sharma Prints, Jaipur, invites you');
    expect(sheet().querySelector('[role=img]')).not.toBeNull();
  });

  it.each([
    [{ city: null }, 'Sharma Prints invites you'],
    [{ shopName: null }, ''],
  ])('signs with what is known of the shop: %j', async (user, words) => {
    await open(user);
    expect(sheet().textContent).toContain(words);
    expect(sheet().textContent.includes('invites you')).toBe(words !== '');
  });

  it('is whole without a connection', async () => {
    api.answersAt('/referrals/me', null);
    await open();
    expect(sheet().textContent).toContain(`${location.host}/r/BP-7K3MX2QHR`);
  });

  it('is A4 unless A5 is chosen', async () => {
    await open();
    expect(sheet().classList).toContain('poster-a4');
    (page.nativeElement as HTMLElement).querySelector<HTMLInputElement>('input[value=A5]')?.click();
    await settled(page);
    expect(sheet().classList).toContain('poster-a5');
    expect(sheet().classList).not.toContain('poster-a4');
  });

  it('is printed by the browser', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation();
    await open();
    named(page, 'button', 'Print').click();
    expect(print).toHaveBeenCalledTimes(1);
    expect(shown(page)).toContain('Back to referrals');
  });
});
