import { Component, computed, effect, inject, untracked } from '@angular/core';
import { Router, RouterOutlet } from '@angular/router';
import { SessionEnd } from './core/auth/session-end.js';
import { Session } from './core/auth/session.js';
import { Crash } from './core/errors/app-error-handler.js';
import { CrashNotice } from './core/errors/crash-notice.js';
import { BootScreen } from './core/layout/boot-screen.js';
import { PageArrival } from './core/layout/page-arrival.js';

@Component({
  selector: 'bp-root',
  imports: [RouterOutlet, BootScreen, CrashNotice],
  template: `
    <bp-crash-notice />
    @if (isArriving()) {
      <bp-boot-screen />
    }
    <router-outlet />
  `,
})
export class App {
  private readonly router = inject(Router);
  private readonly crash = inject(Crash).report;

  protected readonly isArriving = computed(
    () => this.router.lastSuccessfulNavigation() === null && this.crash() === null,
  );

  constructor() {
    const session = inject(Session);
    const end = inject(SessionEnd);
    effect(() => {
      if (session.endedElsewhere()) untracked(() => end.forgetAndSignIn('signed-out-elsewhere'));
    });
    effect(() => {
      // What broke on one page is no news on the next.
      if (this.router.lastSuccessfulNavigation()) untracked(() => this.crash.set(null));
    });
    inject(PageArrival).watch();
  }
}
