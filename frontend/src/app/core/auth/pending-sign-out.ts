import { Injectable } from '@angular/core';

const STORED = 'bharatprint.sign-out-pending';

/**
 * Remembers that the owner signed out while Clerk could not be reached, so that the person who uses this computer
 * next is not signed in by the session Clerk still holds.
 */
@Injectable({ providedIn: 'root' })
export class PendingSignOut {
  private asked = false;

  ask(): void {
    this.asked = true;
    this.write((storage) => storage.setItem(STORED, '1'));
  }

  done(): void {
    this.asked = false;
    this.write((storage) => storage.removeItem(STORED));
  }

  isAsked(): boolean {
    try {
      return this.asked || localStorage.getItem(STORED) !== null;
    } catch {
      // Storage may be switched off: only this page's memory counts then.
      return this.asked;
    }
  }

  private write(change: (storage: Storage) => void): void {
    try {
      change(localStorage);
    } catch {
      // Storage may be switched off: only this page's memory counts then.
    }
  }
}
