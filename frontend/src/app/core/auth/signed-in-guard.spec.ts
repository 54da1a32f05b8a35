import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aProfile } from '../../../test/a-profile.js';
import { Session } from './session.js';
import { signedInGuard, signedOutGuard } from './signed-in-guard.js';

@Component({ template: '' })
class Page {}

async function urlAfter(going: string): Promise<string> {
  const harness = await RouterTestingHarness.create();
  await harness.navigateByUrl(going);
  return TestBed.inject(Router).url;
}

beforeEach(() => {
  localStorage.clear();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([
        { path: 'auth/login', component: Page, canActivate: [signedOutGuard] },
        { path: 'dashboard', component: Page, canActivate: [signedInGuard] },
        { path: 'profile', component: Page, canActivate: [signedInGuard] },
      ]),
    ],
  });
});

describe('signedInGuard', () => {
  it('sends a visitor to sign in and remembers the page asked for', async () => {
    expect(await urlAfter('/profile?tab=shop')).toBe('/auth/login?returnUrl=%2Fprofile%3Ftab%3Dshop');
  });

  it('remembers nothing for the dashboard', async () => {
    expect(await urlAfter('/dashboard')).toBe('/auth/login');
  });

  it('opens the page to an owner', async () => {
    TestBed.inject(Session).open('app-token', aProfile());
    expect(await urlAfter('/profile')).toBe('/profile');
  });
});

describe('signedOutGuard', () => {
  it.each([
    ['/auth/login', '/dashboard'],
    ['/auth/login?returnUrl=%2Fprofile', '/profile'],
    ['/auth/login?returnUrl=%2F%2Fevil.example', '/dashboard'],
  ])('leads an owner from %s to %s', async (going, arrived) => {
    TestBed.inject(Session).open('app-token', aProfile());
    expect(await urlAfter(going)).toBe(arrived);
  });

  it('leads an owner who goes back to it from the page it has led to on to the dashboard', async () => {
    TestBed.inject(Session).open('app-token', aProfile());
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl('/profile');
    await harness.navigateByUrl('/auth/login?returnUrl=%2Fprofile');
    expect(TestBed.inject(Router).url).toBe('/dashboard');
  });
});
