import { Component } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { named, settled, shown } from '../../../test/page-queries.js';
import { providePortal } from '../../../test/portal.js';
import { type InvitationEvent, InvitationNews } from './invitation-news.js';
import { InvitationNotice } from './invitation-notice.js';

@Component({ template: '' })
class Page {}

const SHARMA = { shopName: 'Sharma Prints', city: 'Jaipur' };
let page: ComponentFixture<InvitationNotice>;

async function open(event: Partial<InvitationEvent> | null): Promise<void> {
  TestBed.configureTestingModule({
    providers: [provideRouter([{ path: '**', component: Page }]), ...providePortal(new FakeClerk())],
  });
  if (event)
    TestBed.inject(InvitationNews).bring({
      what: 'joined',
      code: 'BP-9QWERT234',
      reason: null,
      referrer: SHARMA,
      ...event,
    });
  await TestBed.inject(Router).navigateByUrl('/dashboard');
  page = TestBed.createComponent(InvitationNotice);
  await settled(page);
}

beforeEach(() => sessionStorage.clear());
afterEach(() => page.destroy());

describe(InvitationNotice.name, () => {
  it.each([
    [
      { what: 'joined' },
      'You were invited by Sharma Prints, Jaipur. Complete your shop’s profile, and you both get 5',
    ],
    [{ what: 'joined', referrer: null }, 'You were invited by a print shop.'],
    [{ what: 'joined', referrer: { shopName: 'Ravi Xerox', city: null } }, 'invited by Ravi Xerox.'],
    [{ what: 'rewarded' }, 'you both have 5 uploads a month more'],
    [{ what: 'activated' }, 'The invitation is noted.'],
    [{ what: 'held' }, 'We look at this invitation before it counts.'],
    [{ what: 'rejected' }, 'was not accepted'],
    [{ what: 'own_link' }, 'This is your own invitation link.'],
    [{ what: 'signed_in' }, 'the code BP-9QWERT234 has not been used yet. It is kept'],
    [{ what: 'signed_in_long' }, 'in the first 7 days after signing up only'],
  ] as [Partial<InvitationEvent>, string][])('says of %j what it means', async (event, words) => {
    await open(event);
    expect(shown(page)).toContain(words);
    expect(shown(page)).not.toContain('{{');
  });

  it.each([
    ['referral.code_unknown', 'There is no such code.', true],
    ['referral.own_code', 'This is your own code.', true],
    ['referral.too_late', 'in the first 7 days after signing up only', false],
    ['referral.already_redeemed', 'You have used a code already.', false],
  ] as const)('says why a code was not used: %s', async (reason, words, canMend) => {
    await open({ what: 'ignored', reason });
    expect(shown(page)).toContain('You are signed in. The invitation code BP-9QWERT234 was not used.');
    expect(shown(page)).toContain(words);
    expect(shown(page).includes('Type another code')).toBe(canMend);
  });

  it('says so even when the reason is one this portal does not know', async () => {
    await open({ what: 'ignored', reason: 'referral.of_tomorrow' as never });
    expect(shown(page)).toContain('was not used.');
    expect(shown(page)).not.toContain('referral.');
  });

  it('is not there when there is no news', async () => {
    await open(null);
    expect(shown(page)).toBe('');
  });

  it('is closed by hand', async () => {
    await open({});
    named(page, 'button', 'Close').click();
    await settled(page);
    expect(shown(page)).toBe('');
  });

  it('is not told again after a reload', async () => {
    await open({});
    expect(shown(page)).toContain('You were invited');
    expect(sessionStorage.length).toBe(0);
  });

  it('is gone with the next page', async () => {
    await open({});
    await TestBed.inject(Router).navigateByUrl('/profile');
    await settled(page);
    expect(shown(page)).toBe('');
  });

  it('is told by one page alone', async () => {
    await open({});
    page.destroy();
    page = TestBed.createComponent(InvitationNotice);
    await settled(page);
    expect(shown(page)).toBe('');
  });
});
