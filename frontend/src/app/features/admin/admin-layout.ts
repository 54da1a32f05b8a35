import { Component, computed, inject } from '@angular/core';
import { Router, RouterLink, RouterOutlet } from '@angular/router';
import { type MessageKey } from '../../core/i18n/dictionary.js';
import { Translator } from '../../core/i18n/translator.js';
import { arriveAfterSteps } from './step-arrival.js';

const PAGES: readonly { path: string; name: MessageKey }[] = [
  { path: '/admin/users', name: 'admin.nav.users' },
  { path: '/admin/referrals', name: 'admin.nav.referrals' },
  { path: '/admin/audit-log', name: 'admin.nav.auditLog' },
  { path: '/admin/stats', name: 'admin.nav.stats' },
  { path: '/admin/api', name: 'admin.nav.api' },
];

/** The frame of the pages of administrators: the way between them. */
@Component({
  selector: 'bp-admin-layout',
  imports: [RouterLink, RouterOutlet],
  template: `
    <nav class="-mt-4 mb-6 border-b border-line pb-2 sm:-mt-6" [attr.aria-label]="t('admin.label')">
      <ul class="-mx-3 flex flex-wrap gap-1">
        @for (page of pages(); track page.path) {
          <li>
            <a
              class="flex min-h-11 items-center rounded-lg px-3 text-sm font-semibold hover:bg-well"
              [class]="page.isHere ? 'bg-well underline underline-offset-4' : ''"
              [attr.aria-current]="page.isHere ? 'page' : null"
              [routerLink]="page.path"
            >
              {{ t(page.name) }}
            </a>
          </li>
        }
      </ul>
    </nav>
    <router-outlet />
  `,
})
export class AdminLayout {
  private readonly router = inject(Router);

  protected readonly t = inject(Translator).t;
  // Not by RouterLinkActive: the router is one piece of code, and the sign-in page would wait for it too.
  protected readonly pages = computed(() => {
    const path = this.router.lastSuccessfulNavigation()?.finalUrl?.toString() ?? '';
    return PAGES.map((page) => ({ ...page, isHere: path.startsWith(page.path) }));
  });

  constructor() {
    arriveAfterSteps();
  }
}
