import { TestBed } from '@angular/core/testing';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { providePortal } from '../../../test/portal.js';
import { Crash } from '../errors/app-error-handler.js';
import { ClerkLoader } from './clerk-loader.js';

describe(ClerkLoader.name, () => {
  it('fails, and has the page opened afresh, when its own code does not arrive', async () => {
    jest.doMock('./clerk-service.js', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    TestBed.configureTestingModule({ providers: providePortal(new FakeClerk()) });
    const failed = new Promise<void>((resolve) => TestBed.inject(ClerkLoader).begin().onFailure(resolve));
    await failed;
    jest.dontMock('./clerk-service.js');
    expect(TestBed.inject(Crash).report()).toEqual({ kind: 'page', url: location.href });
  });
});
