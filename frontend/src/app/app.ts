import { Component, effect, inject, untracked } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SessionEnd } from './core/auth/session-end.js';
import { Session } from './core/auth/session.js';
import { CrashNotice } from './core/errors/crash-notice.js';
import { PageArrival } from './core/layout/page-arrival.js';

@Component({
  selector: 'bp-root',
  imports: [RouterOutlet, CrashNotice],
  template: `
    <bp-crash-notice />
    <router-outlet />
  `,
})
export class App {
  constructor() {
    const session = inject(Session);
    const end = inject(SessionEnd);
    effect(() => {
      if (session.endedElsewhere()) untracked(() => end.forgetAndSignIn('signed-out-elsewhere'));
    });
    inject(PageArrival).watch();
  }
}
