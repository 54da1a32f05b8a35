import { TestBed } from '@angular/core/testing';
import { aProfile } from '../../../test/a-profile.js';
import { adminGuard } from './admin-guard.js';
import { Session } from './session.js';

const isOpen = (): unknown => TestBed.runInInjectionContext(() => adminGuard({}, [], {} as never));

beforeEach(() => localStorage.clear());

describe('the pages of administrators', () => {
  it('are there for an administrator', () => {
    TestBed.inject(Session).open('token', aProfile({ role: 'admin' }));
    expect(isOpen()).toBe(true);
  });

  it('are not there for an owner', () => {
    TestBed.inject(Session).open('token', aProfile());
    expect(isOpen()).toBe(false);
  });

  it('are there for whoever has to sign in first: the guard of all closed pages sends them', () => {
    expect(isOpen()).toBe(true);
  });
});
