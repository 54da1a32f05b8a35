import { TestBed } from '@angular/core/testing';
import { FakeClerkAccount } from '../../../test/fake-clerk-account.js';
import { ClerkLoader, type ClerkLoading } from './clerk-loader.js';
import { ClerkSession, LOAD_PATIENCE_MS } from './clerk-session.js';
import { type ClerkJs } from './clerk-shapes.js';
import { PendingSignOut } from './pending-sign-out.js';

/** One try to load Clerk, in the test's hands. */
class ALoading implements ClerkLoading {
  arrive: (clerk: ClerkJs) => void = () => undefined;
  fail: () => void = () => undefined;
  isAbandoned = false;
  onChange(listener: (clerk: ClerkJs) => void): void {
    this.arrive = listener;
  }
  onFailure(listener: () => void): void {
    this.fail = listener;
  }
  abandon(): void {
    this.isAbandoned = true;
  }
}

function aClerk(signedIn: boolean): ClerkJs & { signOuts: number } {
  const { user, session } = new FakeClerkAccount('+919876543210');
  const clerk: ClerkJs & { signOuts: number } = {
    loaded: true,
    status: 'ready',
    client: undefined,
    session: signedIn ? session : null,
    user: signedIn ? user : null,
    setActive: () => Promise.resolve(),
    signOuts: 0,
    signOut: () => {
      clerk.signOuts += 1;
      Object.assign(clerk, { session: null, user: null });
      return Promise.resolve();
    },
  };
  return clerk;
}

let tries: ALoading[];
let clerk: ClerkSession;
const last = (): ALoading => tries.at(-1)!;

beforeEach(() => {
  jest.useFakeTimers();
  localStorage.clear();
  tries = [];
  const begin = (): ALoading => {
    tries.push(new ALoading());
    return last();
  };
  TestBed.configureTestingModule({ providers: [{ provide: ClerkLoader, useValue: { begin } }] });
  clerk = TestBed.inject(ClerkSession);
});
afterEach(() => jest.useRealTimers());

describe(ClerkSession.name, () => {
  it('loads once for many who ask', async () => {
    clerk.start();
    clerk.start();
    const asked = clerk.settledIdentity();
    last().arrive(aClerk(true));
    await expect(asked).resolves.toMatchObject({ userId: 'user_1', phoneNumber: '+919876543210' });
    expect(clerk.state()).toBe('ready');
    expect(tries).toHaveLength(1);
  });

  it('fails after eight seconds, and tells those who wait', async () => {
    const asked = clerk.settledIdentity().catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(LOAD_PATIENCE_MS - 1);
    expect(clerk.state()).toBe('loading');
    await jest.advanceTimersByTimeAsync(1);
    expect(clerk.state()).toBe('failed');
    await expect(asked).resolves.toMatchObject({ code: 'script_failed' });
  });

  it('fails at once when the script does', () => {
    clerk.start();
    last().fail();
    expect(clerk.hasFailed()).toBe(true);
  });

  it('really tries again, without the failed script', async () => {
    clerk.start();
    last().fail();
    clerk.start();
    expect(tries).toHaveLength(2);
    expect(tries[0]?.isAbandoned).toBe(true);
    last().arrive(aClerk(false));
    await expect(clerk.settledIdentity()).resolves.toBeNull();
  });

  it.each([
    ['ready', 'signed_out'],
    ['degraded', 'unreachable'],
  ])('says of no session, being %s: %s', async (status, code) => {
    clerk.start();
    last().arrive(Object.assign(aClerk(false), { status }));
    await expect(clerk.opened()).rejects.toMatchObject({ code });
    await expect(clerk.getToken()).rejects.toMatchObject({ code });
  });

  it('is mended by a Clerk that comes late', async () => {
    clerk.start();
    await jest.advanceTimersByTimeAsync(LOAD_PATIENCE_MS);
    last().arrive(aClerk(false));
    expect(clerk.state()).toBe('ready');
    await expect(clerk.settledIdentity()).resolves.toBeNull();
  });

  it('follows a sign-out in another tab', async () => {
    clerk.start();
    const shared = aClerk(true);
    last().arrive(shared);
    expect(clerk.identity()).not.toBeNull();
    Object.assign(shared, { session: null, user: null });
    last().arrive(shared);
    expect(clerk.identity()).toBeNull();
    await expect(clerk.getToken()).rejects.toMatchObject({ code: 'signed_out' });
  });

  it('does not wait for a token for ever', async () => {
    clerk.start();
    const frozen = aClerk(true);
    frozen.session!.getToken = () => new Promise(() => undefined);
    last().arrive(frozen);
    const asked = clerk.getToken().catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(15_000);
    await expect(asked).resolves.toMatchObject({ code: 'unreachable' });
  });

  it('makes good a sign-out that Clerk could not be told of, before anybody sees the session', async () => {
    const asked = clerk.signOut().catch(() => 'not told');
    last().fail();
    await expect(asked).resolves.toBe('not told');

    clerk.start();
    const returning = aClerk(true);
    last().arrive(returning);
    await jest.advanceTimersByTimeAsync(0);
    expect(returning.signOuts).toBe(1);
    expect(clerk.state()).toBe('ready');
    expect(clerk.identity()).toBeNull();
    expect(TestBed.inject(PendingSignOut).isAsked()).toBe(false);
  });

  it('signs out once of a Clerk that tells of itself while it signs out', async () => {
    TestBed.inject(PendingSignOut).ask();
    clerk.start();
    const talkative = aClerk(true);
    const signOut = talkative.signOut.bind(talkative);
    let told = 0;
    talkative.signOut = async (done) => {
      await Promise.resolve();
      // Enough to tell once from for ever.
      if (told++ < 3) last().arrive(talkative);
      await signOut(done);
    };
    last().arrive(talkative);
    await jest.advanceTimersByTimeAsync(0);
    expect(talkative.signOuts).toBe(1);
    expect([clerk.state(), clerk.identity()]).toEqual(['ready', null]);
  });

  it('does not believe a sign-out that clerk-js makes up while offline', async () => {
    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    clerk.start();
    const returning = aClerk(true);
    last().arrive(returning);
    await expect(clerk.signOut()).rejects.toMatchObject({ code: 'offline' });
    expect(returning.signOuts).toBe(0);
    expect(TestBed.inject(PendingSignOut).isAsked()).toBe(true);

    online.mockReturnValue(true);
    await expect(clerk.settledIdentity()).resolves.toBeNull();
    expect(returning.signOuts).toBe(1);
    online.mockRestore();
  });

  it('ends sessions that Clerk still holds although none is the active one', async () => {
    clerk.start();
    const forgetful = aClerk(false);
    const sessions = [{ ...new FakeClerkAccount(null).session, user: null }];
    forgetful.client = { sessions } as unknown as NonNullable<ClerkJs['client']>;
    last().arrive(forgetful);
    await clerk.signOut();
    expect(forgetful.signOuts).toBe(1);
  });

  it('is not ready while such a sign-out cannot be made good', async () => {
    TestBed.inject(PendingSignOut).ask();
    clerk.start();
    const stubborn = aClerk(true);
    stubborn.signOut = () => Promise.reject(new TypeError('Failed to fetch'));
    last().arrive(stubborn);
    await jest.advanceTimersByTimeAsync(0);
    expect(clerk.state()).toBe('failed');
    expect(clerk.identity()).toBeNull();
  });
});
