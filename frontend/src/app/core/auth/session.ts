import { Injectable, computed, signal } from '@angular/core';
import { type UserProfile } from '#contracts/user.js';
import { type LastKnown, SESSION_KEY, type StoredSession, readSharedSession } from './stored-session.js';

/** The signed-in owner as this browser knows it: the app token and the last profile read, shared by all tabs. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly stored = signal<StoredSession | null>(readSharedSession());
  private isShared = this.stored() !== null;
  /** Whose pages this tab shows; with a sign-out elsewhere they stay until the tab has left them. */
  private shown = this.stored()?.user.id ?? null;

  readonly token = computed(() => this.stored()?.token ?? null);
  readonly user = computed(() => this.stored()?.user ?? null);
  readonly savedAt = computed(() => this.stored()?.savedAt ?? null);
  readonly lastKnown = computed(() => this.stored()?.lastKnown ?? {});
  readonly isSignedIn = computed(() => this.stored() !== null);

  /** True once another tab has signed out the owner this tab showed. */
  readonly endedElsewhere = signal(false);
  /** True once somebody else is signed in than the owner whose pages this tab shows. */
  readonly isTakenOver = signal(false);

  constructor() {
    window.addEventListener('storage', (event) => {
      // A null key is `localStorage.clear()`. A page that slept hears of it late: what counts is what lies there now.
      if (event.key === SESSION_KEY || event.key === null) this.follow(readSharedSession());
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

  /**
   * Takes a newer profile of the owner who is signed in; anybody else's comes too late.
   * @param before the profile that was known when this one was asked for: with one that came meanwhile and is newer,
   * this one comes too late as well
   */
  refresh(user: UserProfile, before?: UserProfile | null): void {
    this.catchUp();
    const token = this.token();
    const known = this.user();
    if (token === null || known?.id !== user.id) return;
    if (before && before.updatedAt !== known.updatedAt && user.updatedAt < known.updatedAt) return;
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
    const owner = this.user()?.id;
    this.stored.set(null);
    this.shown = null;
    const shared = readSharedSession();
    // Whoever has signed in since in another tab stays signed in.
    if (shared === null || shared.user.id === owner) write((storage) => storage.removeItem(SESSION_KEY));
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
    this.endedElsewhere.set(session === null && this.shown !== null);
    this.show(session);
    this.isShared = true;
  }

  private keep(session: StoredSession): void {
    this.endedElsewhere.set(false);
    this.show(session);
    this.isShared = write((storage) => storage.setItem(SESSION_KEY, JSON.stringify(session)));
  }

  private show(session: StoredSession | null): void {
    if (session !== null) {
      if (this.shown !== null && this.shown !== session.user.id) this.isTakenOver.set(true);
      this.shown = session.user.id;
    }
    this.stored.set(session);
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
