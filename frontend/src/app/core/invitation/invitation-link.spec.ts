import { Component } from '@angular/core';
import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type UserProfile } from '#contracts/user.js';
import { aProfile } from '../../../test/a-profile.js';
import { Session } from '../auth/session.js';
import { invitationLink } from './invitation-link.js';
import { InvitationNews } from './invitation-news.js';
import { KeptInvitation } from './kept-invitation.js';

const CODE = 'BP-9QWERT234';
const SIX_DAYS_AGO = new Date(Date.now() - 6 * 24 * 60 * 60_000).toISOString();

@Component({ template: '' })
class Page {}

async function open(link: string): Promise<void> {
  const harness = await RouterTestingHarness.create('/before');
  await harness.navigateByUrl(link);
}

function signInAs(changed: Partial<UserProfile>): void {
  TestBed.inject(Session).open('app-token', aProfile(changed));
}

const url = (): string => TestBed.inject(Router).url;
const kept = (): string | null => TestBed.inject(KeptInvitation).code();

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([
        { path: 'r', children: [{ path: ':code', canActivate: [invitationLink], children: [] }] },
        { path: '**', component: Page },
      ]),
    ],
  });
});

describe('invitationLink', () => {
  it.each([
    '/r/BP-9QWERT234',
    '/r/bp-9qwert234?utm_source=whatsapp#top',
    '/r/9QWERT234',
    '/r/bp%209qw%20ert%20234',
    '/r/BP-9QWERT234.',
    '/r/BP-9QWERT234)',
  ])('keeps the code of %s and leads to signing up', async (link) => {
    await open(link);
    expect(url()).toBe('/auth/signup');
    expect(kept()).toBe(CODE);
  });

  it('puts nothing of itself into the history', async () => {
    const place = TestBed.inject(Location);
    const added = jest.spyOn(place, 'go');
    const replaced = jest.spyOn(place, 'replaceState');
    const harness = await RouterTestingHarness.create('/before');
    added.mockClear();
    await harness.navigateByUrl('/r/BP-9QWERT234');
    expect(added).not.toHaveBeenCalled();
    expect(replaced.mock.lastCall?.[0]).toBe('/auth/signup');
  });

  it('replaces the code of an older link', async () => {
    TestBed.inject(KeptInvitation).keep('BP-7K3MX2QHR');
    await open('/r/BP-9QWERT234');
    expect(kept()).toBe(CODE);
  });

  it('that is not whole leads on all the same, says so, and keeps the older code', async () => {
    TestBed.inject(KeptInvitation).keep('BP-7K3MX2QHR');
    await open('/r/BP-9QW');
    expect(url()).toBe('/auth/signup');
    expect(TestBed.inject(Router).lastSuccessfulNavigation()?.extras.info).toBe('invitation-unreadable');
    expect(kept()).toBe('BP-7K3MX2QHR');
  });

  describe('opened by an owner who is signed in', () => {
    it.each([
      ['in the first days keeps the code', { createdAt: SIX_DAYS_AGO }, 'signed_in', CODE],
      ['of long standing keeps nothing', { createdAt: '2026-01-01T00:00:00.000Z' }, 'signed_in_long', null],
      ['whose own it is keeps nothing', { createdAt: SIX_DAYS_AGO, referralCode: CODE }, 'own_link', null],
    ])('%s and leads to the referrals', async (_case, user, what, code) => {
      signInAs(user);
      await open('/r/BP-9QWERT234');
      expect(url()).toBe('/referrals');
      expect(TestBed.inject(Session).isSignedIn()).toBe(true);
      expect(TestBed.inject(InvitationNews).latest()?.what).toBe(what);
      expect(kept()).toBe(code);
    });

    it('and not whole brings no news', async () => {
      signInAs({});
      await open('/r/BP-9QW');
      expect(url()).toBe('/referrals');
      expect(TestBed.inject(InvitationNews).latest()).toBeNull();
    });
  });
});
