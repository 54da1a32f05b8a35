import { Injectable, computed, signal } from '@angular/core';
import { type UserProfile } from '#contracts/user.js';
import { SESSION_KEY, type StoredSession, readStoredSession } from './stored-session.js';

/** The signed-in owner as this browser knows it: the app token and the last profile read, shared by all tabs. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly stored = signal<StoredSession | null>(readStorage());

  readonly token = computed(() => this.stored()?.token ?? null);
  readonly user = computed(() => this.stored()?.user ?? null);
  readonly savedAt = computed(() => this.stored()?.savedAt ?? null);
  readonly isSignedIn = computed(() => this.stored() !== null);

  /** True once another tab has signed out the owner this tab showed. */
  readonly endedElsewhere = signal(false);

  constructor() {
    window.addEventListener('storage', (event) => {
      // A null key is `localStorage.clear()`.
      if (event.key === SESSION_KEY || event.key === null) this.follow(readStoredSession(event.newValue));
    });
  }

  open(token: string, user: UserProfile): void {
    this.keep({ token, user, savedAt: Date.now() });
  }

  /** Takes a newer profile; without a session there is nobody it could belong to. */
  refresh(user: UserProfile): void {
    const token = this.token();
    if (token !== null) this.keep({ token, user, savedAt: Date.now() });
  }

  close(): void {
    this.stored.set(null);
    write((storage) => storage.removeItem(SESSION_KEY));
  }

  private follow(session: StoredSession | null): void {
    this.endedElsewhere.set(session === null && this.isSignedIn());
    this.stored.set(session);
  }

  private keep(session: StoredSession): void {
    this.stored.set(session);
    write((storage) => storage.setItem(SESSION_KEY, JSON.stringify(session)));
  }
}

function readStorage(): StoredSession | null {
  try {
    return readStoredSession(localStorage.getItem(SESSION_KEY));
  } catch {
    // Storage may be switched off: the session then lasts as long as the page.
    return null;
  }
}

function write(change: (storage: Storage) => void): void {
  try {
    change(localStorage);
  } catch {
    // Storage may be full or switched off: the session then lasts as long as the page.
  }
}
