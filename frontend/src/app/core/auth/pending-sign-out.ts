import { Injectable } from '@angular/core';

const STORED = 'bharatprint.sign-out-pending';

/**
 * Remembers that the owner signed out while Clerk could not be reached, so that the person who uses this computer
 * next is not signed in by the session Clerk still holds.
 */
@Injectable({ providedIn: 'root' })
export class PendingSignOut {
  /** Counts where storage does not: what lies there is another tab's to settle too. */
  private isAskedHere = false;

  ask(): void {
    this.isAskedHere = !this.write((storage) => storage.setItem(STORED, '1'));
  }

  done(): void {
    this.isAskedHere = false;
    this.write((storage) => storage.removeItem(STORED));
  }

  isAsked(): boolean {
    try {
      return this.isAskedHere || localStorage.getItem(STORED) !== null;
    } catch {
      return this.isAskedHere;
    }
  }

  /** @returns whether it was written */
  private write(change: (storage: Storage) => void): boolean {
    try {
      change(localStorage);
      return true;
    } catch {
      // Storage may be switched off: only this page's memory counts then.
      return false;
    }
  }
}
