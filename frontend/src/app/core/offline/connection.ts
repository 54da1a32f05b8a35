import { Injectable, signal } from '@angular/core';

/**
 * Whether the device says that it has no network at all. A hint for words alone: a device with a network may still
 * reach nothing, so nothing is decided by it.
 */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly offline = signal(!navigator.onLine);

  readonly isOffline = this.offline.asReadonly();

  constructor() {
    window.addEventListener('online', () => this.offline.set(false));
    window.addEventListener('offline', () => this.offline.set(true));
  }
}
