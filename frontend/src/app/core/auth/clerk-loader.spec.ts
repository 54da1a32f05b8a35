import { TestBed } from '@angular/core/testing';
import { aProfile } from '../../../test/a-profile.js';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { providePortal } from '../../../test/portal.js';
import { Crash } from '../errors/app-error-handler.js';
import { ClerkLoader } from './clerk-loader.js';
import { Session } from './session.js';

async function fail(): Promise<void> {
  jest.doMock('./clerk-service.js', () => {
    throw new TypeError('Failed to fetch dynamically imported module');
  });
  await new Promise<void>((resolve) => TestBed.inject(ClerkLoader).begin().onFailure(resolve));
  jest.dontMock('./clerk-service.js');
}

beforeEach(() => {
  localStorage.clear();
  TestBed.configureTestingModule({ providers: providePortal(new FakeClerk()) });
});

describe(ClerkLoader.name, () => {
  it('fails, and has the page opened afresh, when its own code does not arrive', async () => {
    await fail();
    expect(TestBed.inject(Crash).report()).toEqual({ kind: 'page', url: location.href });
  });

  it('leaves the pages of an account as they are, which nobody asked Clerk for', async () => {
    TestBed.inject(Session).open('app-token', aProfile());
    await fail();
    expect(TestBed.inject(Crash).report()).toBeNull();
  });
});
