import { Component, computed, effect, inject, untracked } from '@angular/core';
import { Router, RouterOutlet } from '@angular/router';
import { AFTER_SIGN_IN } from './core/auth/return-url.js';
import { SessionEnd } from './core/auth/session-end.js';
import { Session } from './core/auth/session.js';
import { forgetAll } from './core/browser/tab-memory.js';
import { Crash } from './core/errors/app-error-handler.js';
import { CrashNotice } from './core/errors/crash-notice.js';
import { BootScreen } from './core/layout/boot-screen.js';
import { PageArrival } from './core/layout/page-arrival.js';
import { DeliberateReload } from './core/offline/deliberate-reload.js';

@Component({
  selector: 'bp-root',
  imports: [RouterOutlet, BootScreen, CrashNotice],
  template: `
    <bp-crash-notice />
    @if (isArriving()) {
      <bp-boot-screen />
    }
    @if (!isTakenOver()) {
      <router-outlet />
    }
  `,
})
export class App {
  private readonly router = inject(Router);
  private readonly crash = inject(Crash).report;

  private readonly session = inject(Session);
  private readonly departure = inject(DeliberateReload);

  protected readonly isTakenOver = this.session.isTakenOver;
  protected readonly isArriving = computed(
    () => this.isTakenOver() || (this.router.lastSuccessfulNavigation() === null && this.crash() === null),
  );

  constructor() {
    const { session } = this;
    const end = inject(SessionEnd);
    effect(() => {
      if (session.endedElsewhere()) untracked(() => end.forgetAndSignIn('signed-out-elsewhere'));
    });
    effect(() => {
      // What was read and typed for one owner is in this page's memory, and the next one begins with none of it.
      if (session.isTakenOver()) untracked(() => void this.beginAnew());
    });
    effect(() => {
      // What broke on one page is no news on the next.
      if (this.router.lastSuccessfulNavigation()) untracked(() => this.crash.set(null));
    });
    inject(PageArrival).watch();
  }

  private async beginAnew(): Promise<void> {
    forgetAll();
    if (await this.departure.run(AFTER_SIGN_IN)) return;
    window.addEventListener('online', () => void this.beginAnew(), { once: true });
  }
}
