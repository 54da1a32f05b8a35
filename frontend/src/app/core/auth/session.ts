import { Injectable, computed, signal } from '@angular/core';
import { type UserProfile } from '#contracts/user.js';
import {
  type LastKnown,
  SESSION_KEY,
  type StoredSession,
  readSharedSession,
  readStoredSession,
} from './stored-session.js';

/** The signed-in owner as this browser knows it: the app token and the last profile read, shared by all tabs. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly stored = signal<StoredSession | null>(readSharedSession());
  private isShared = this.stored() !== null;

  readonly token = computed(() => this.stored()?.token ?? null);
  readonly user = computed(() => this.stored()?.user ?? null);
  readonly savedAt = computed(() => this.stored()?.savedAt ?? null);
  readonly lastKnown = computed(() => this.stored()?.lastKnown ?? {});
  readonly isSignedIn = computed(() => this.stored() !== null);

  /** True once another tab has signed out the owner this tab showed. */
  readonly endedElsewhere = signal(false);

  constructor() {
    window.addEventListener('storage', (event) => {
      // A null key is `localStorage.clear()`.
      if (event.key === SESSION_KEY || event.key === null) this.follow(readStoredSession(event.newValue));
    });
    // A page that was frozen or left for another one missed those events: it looks again when it comes back.
    const lookAgain = (): void => {
      if (document.visibilityState === 'visible') this.catchUp();
    };
    document.addEventListener('visibilitychange', lookAgain);
    window.addEventListener('pageshow', lookAgain);
  }

  open(token: string, user: UserProfile): void {
    const before = this.user()?.id === user.id ? this.lastKnown() : {};
    this.keep({ token, user, savedAt: Date.now(), lastKnown: before });
  }

  /** Takes a newer profile of the owner who is signed in; anybody else's comes too late. */
  refresh(user: UserProfile): void {
    this.catchUp();
    const token = this.token();
    if (token !== null && this.user()?.id === user.id)
      this.keep({ token, user, savedAt: Date.now(), lastKnown: this.lastKnown() });
  }

  /**
   * Keeps what was read about an owner, to be read without a network.
   * @param ownerId who was signed in when it was asked for; anybody else's comes too late
   */
  note(known: LastKnown, ownerId: string | undefined): void {
    this.catchUp();
    const stored = this.stored();
    if (stored?.user.id === ownerId && stored)
      this.keep({ ...stored, lastKnown: { ...stored.lastKnown, ...known } });
  }

  close(): void {
    this.stored.set(null);
    write((storage) => storage.removeItem(SESSION_KEY));
  }

  /**
   * Looks at what the tabs share. A tab hears of a sign-out a moment after the tab that made it: what it writes in
   * between would sign the owner in again everywhere.
   */
  catchUp(): void {
    const shared = readSharedSession();
    // What could not be written, because storage is full or switched off, is known to this page alone.
    if (!this.isShared || shared?.token === this.token()) return;
    this.follow(shared);
  }

  private follow(session: StoredSession | null): void {
    this.endedElsewhere.set(session === null && this.isSignedIn());
    this.stored.set(session);
    this.isShared = true;
  }

  private keep(session: StoredSession): void {
    this.endedElsewhere.set(false);
    this.stored.set(session);
    this.isShared = write((storage) => storage.setItem(SESSION_KEY, JSON.stringify(session)));
  }
}

/** @returns whether it was written */
function write(change: (storage: Storage) => void): boolean {
  try {
    change(localStorage);
    return true;
  } catch {
    // Storage may be full or switched off: the session then lasts as long as the page.
    return false;
  }
}
