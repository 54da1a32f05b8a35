import { Injectable, computed, inject, signal } from '@angular/core';
import { logAuthStep } from '../errors/log-auth-step.js';
import { ClerkFailure, withPatience } from './clerk-failure.js';
import { ClerkLoader, type ClerkLoading } from './clerk-loader.js';
import { type ClerkClient, type ClerkJs, type ClerkSessionResource, type ClerkUser } from './clerk-shapes.js';
import { PendingSignOut } from './pending-sign-out.js';

export type ClerkState = 'idle' | 'loading' | 'ready' | 'failed';

/** Who Clerk says is signed in. The number is missing when Clerk rebuilt the user from its token alone. */
export interface ClerkIdentity {
  sessionId: string;
  userId: string;
  phoneNumber: string | null;
  name: string | null;
}

export const LOAD_PATIENCE_MS = 8_000;
export const CALL_PATIENCE_MS = 15_000;

/** The portal's one door to Clerk: loaded on demand, never waited for without an end, its state as signals. */
@Injectable({ providedIn: 'root' })
export class ClerkSession {
  private readonly loader = inject(ClerkLoader);
  private readonly pendingSignOut = inject(PendingSignOut);
  private readonly current = signal<ClerkState>('idle');
  private readonly known = signal<ClerkIdentity | null>(null, { equal: sameIdentity });
  private loading: ClerkLoading | null = null;
  private waiting = deferred<ClerkJs>();
  private ending = false;

  readonly state = this.current.asReadonly();
  /** Follows every change, also those made in another tab. */
  readonly identity = this.known.asReadonly();
  readonly hasFailed = computed(() => this.current() === 'failed');

  /** Begins to load Clerk, or begins again after a failure; otherwise does nothing. */
  start(): void {
    if (this.current() === 'loading' || this.current() === 'ready') return;
    this.loading?.abandon();
    this.waiting = deferred();
    // Nobody may be waiting: a failure is then told by the state alone.
    this.waiting.promise.catch(() => undefined);
    this.current.set('loading');

    const loading = this.loader.begin();
    this.loading = loading;
    const timer = setTimeout(() => this.fail(loading), LOAD_PATIENCE_MS);
    loading.onChange((clerk) => {
      clearTimeout(timer);
      void this.adopt(clerk);
    });
    loading.onFailure(() => {
      clearTimeout(timer);
      this.fail(loading);
    });
  }

  /**
   * Clerk's client, once it is there; begins to load it when nobody has.
   * @throws ClerkFailure `script_failed` when it does not come
   */
  async client(): Promise<ClerkClient> {
    const { client } = await this.ready();
    if (!client) throw new ClerkFailure(navigator.onLine ? 'unreachable' : 'offline');
    return client;
  }

  /** Waits until it is known whether Clerk has a session, and whose. */
  async settledIdentity(): Promise<ClerkIdentity | null> {
    // Asked anew: the number may have been changed a moment ago.
    this.known.set(identityOf(await this.ready()));
    return this.known();
  }

  /** Who it is after Clerk was asked again: this page does not hear of a number that was changed on another phone. */
  async freshIdentity(): Promise<ClerkIdentity | null> {
    const { user } = await this.ready();
    if (user) await withPatience(user.reload(), CALL_PATIENCE_MS);
    return await this.settledIdentity();
  }

  /**
   * The session that is open and its user, as Clerk has them now.
   * @throws ClerkFailure `signed_out` when there is none, `unreachable` when Clerk could not say
   */
  async opened(): Promise<{ session: ClerkSessionResource; user: ClerkUser }> {
    const { session, user, status } = await this.ready();
    if (!session || !user) throw noSession(status);
    return { session, user };
  }

  /** Makes a finished sign-in the active session; it overrules a sign-out that was asked for before. */
  async activate(sessionId: string): Promise<void> {
    this.pendingSignOut.done();
    const clerk = await this.ready();
    if (clerk.session?.id !== sessionId) {
      await withPatience(clerk.setActive({ session: sessionId }), CALL_PATIENCE_MS);
    }
    this.known.set(identityOf(clerk));
  }

  /**
   * A Clerk session token that lives for about a minute.
   * @param freshness `fresh` asks Clerk for a new one, `cached` takes the one at hand
   * @throws ClerkFailure `signed_out` when the session has ended
   */
  async getToken(freshness: 'cached' | 'fresh' = 'cached'): Promise<string> {
    const { session, status } = await this.ready();
    if (!session) throw noSession(status);
    const token = await withPatience(
      session.getToken({ skipCache: freshness === 'fresh' }),
      CALL_PATIENCE_MS,
    );
    if (token === null) throw new ClerkFailure(navigator.onLine ? 'signed_out' : 'offline');
    return token;
  }

  /** Ends Clerk's session; when Clerk cannot be reached, the next time it can. */
  async signOut(): Promise<void> {
    this.pendingSignOut.ask();
    await this.ready();
  }

  private async ready(): Promise<ClerkJs> {
    this.start();
    const clerk = await this.waiting.promise;
    if (this.pendingSignOut.isAsked()) await this.endSession(clerk);
    return clerk;
  }

  private async adopt(clerk: ClerkJs): Promise<void> {
    if (this.pendingSignOut.isAsked() && this.current() !== 'ready') {
      // Clerk tells of a change while it signs out: answered by another sign-out, that would go round for ever.
      if (this.ending) return;
      this.ending = true;
      try {
        await this.endSession(clerk);
      } catch (error) {
        logAuthStep('sign-out waits', error);
        if (this.loading) this.fail(this.loading);
        return;
      } finally {
        this.ending = false;
      }
    }
    this.known.set(identityOf(clerk));
    if (this.current() === 'ready') return;
    // Those who waited were told that it failed; those who ask from now on get the Clerk that came late.
    if (this.current() === 'failed') this.waiting = deferred();
    this.current.set('ready');
    this.waiting.resolve(clerk);
    logAuthStep('clerk is ready', { session: this.known() !== null });
  }

  private async endSession(clerk: ClerkJs): Promise<void> {
    // Offline, clerk-js drops its session as if its server had agreed: the next owner could walk in with the old one.
    if (!navigator.onLine) throw new ClerkFailure('offline');
    if (clerk.session || (clerk.client?.sessions.length ?? 0) > 0)
      await withPatience(
        clerk.signOut(() => undefined),
        CALL_PATIENCE_MS,
      );
    // A Clerk that could not ask its server does not know whether there is a session.
    if (clerk.status !== 'degraded') this.pendingSignOut.done();
    this.known.set(identityOf(clerk));
  }

  /** A late Clerk may still arrive after this and mends the state by itself, unless a new try began. */
  private fail(loading: ClerkLoading): void {
    if (loading !== this.loading || this.current() !== 'loading') return;
    this.current.set('failed');
    this.waiting.reject(new ClerkFailure(navigator.onLine ? 'script_failed' : 'offline'));
    logAuthStep('clerk failed');
  }
}

function identityOf({ session, user }: ClerkJs): ClerkIdentity | null {
  if (!session || !user) return null;
  return {
    sessionId: session.id,
    userId: user.id,
    phoneNumber: user.primaryPhoneNumber?.phoneNumber ?? null,
    name: user.fullName,
  };
}

/** A Clerk that could not ask its server does not know of a session that is there: nobody may be signed out for it. */
function noSession(status: string): ClerkFailure {
  return new ClerkFailure(status === 'degraded' ? 'unreachable' : 'signed_out');
}

function sameIdentity(one: ClerkIdentity | null, other: ClerkIdentity | null): boolean {
  return one?.sessionId === other?.sessionId && one?.phoneNumber === other?.phoneNumber;
}

/** `Promise.withResolvers` is younger than many of the phones this runs on. */
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (why: Error) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (why: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
