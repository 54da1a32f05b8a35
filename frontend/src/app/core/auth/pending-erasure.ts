import { Injectable } from '@angular/core';

const STORED = 'bharatprint.erasure';

/** An erasure that was asked for in this browser and can still be called off by signing in. */
@Injectable({ providedIn: 'root' })
export class PendingErasure {
  /** @param eraseAfter ISO 8601 in UTC */
  note(userId: string, eraseAfter: string): void {
    change((storage) => storage.setItem(STORED, JSON.stringify({ of: userId, eraseAfter })));
  }

  /** Until when it can be called off; null when there is none, or it is too late. */
  until(): Date | null {
    return read()?.until ?? null;
  }

  /** Whether the owner who is signed in has just called it off; true once. */
  wasCalledOffBy(userId: string): boolean {
    if (read()?.of !== userId) return false;
    change((storage) => storage.removeItem(STORED));
    return true;
  }
}

function read(): { of: unknown; until: Date } | null {
  try {
    const { of, eraseAfter } = (JSON.parse(localStorage.getItem(STORED) ?? '{}') ?? {}) as Record<
      string,
      unknown
    >;
    const until = new Date(String(eraseAfter));
    return until.getTime() > Date.now() ? { of, until } : null;
  } catch {
    // Storage is switched off or was half written: then it is not known here.
    return null;
  }
}

function change(write: (storage: Storage) => void): void {
  try {
    write(localStorage);
  } catch {
    // Storage may be switched off: the server still knows.
  }
}
