import { Injectable, inject, signal } from '@angular/core';
import { type ApiFailure, toApiFailure } from '../api/api-failure.js';
import { UsersClient } from '../api/users-client.js';
import { Session } from '../auth/session.js';

/**
 * Reads the owner's profile from the server while a page shows what this browser knows of it. Not Angular's
 * `resource`: its code would lie in the first load of the sign-in page.
 */
@Injectable()
export class FreshProfile {
  private readonly session = inject(Session);
  private readonly users = inject(UsersClient);
  private running: Promise<void> | null = null;

  readonly isLoading = signal(false);
  /** Why what is shown may be old. */
  readonly failure = signal<ApiFailure | null>(null);

  /** Whoever asks while it is read waits for the same answer. */
  read(): Promise<void> {
    this.running ??= this.ask().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async ask(): Promise<void> {
    this.isLoading.set(true);
    try {
      const before = this.session.user();
      this.session.refresh(await this.users.me(), before);
      this.failure.set(null);
    } catch (error) {
      this.failure.set(toApiFailure(error));
    } finally {
      this.isLoading.set(false);
    }
  }
}
