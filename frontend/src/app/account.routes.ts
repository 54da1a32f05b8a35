import { type Routes } from '@angular/router';
import { signedInGuard } from './core/auth/signed-in-guard.js';
import { type MessageKey } from './core/i18n/dictionary.js';
import { AccountLayout } from './core/layout/account-layout.js';
import { EntryLayout } from './core/layout/entry-layout.js';

/** Everything that speaks to the API as a signed-in owner. */
export const accountRoutes: Routes = [
  {
    path: '',
    canActivate: [signedInGuard],
    children: [
      {
        path: 'auth/signup/shop',
        component: EntryLayout,
        children: [
          {
            path: '',
            title: 'titles.shop' satisfies MessageKey,
            loadComponent: async () =>
              (await import('./features/shop-profile/shop-profile-page.js')).ShopProfilePage,
          },
        ],
      },
      {
        path: '',
        component: AccountLayout,
        children: [
          {
            path: 'dashboard',
            title: 'titles.dashboard' satisfies MessageKey,
            loadComponent: async () => (await import('./features/dashboard/dashboard-page.js')).DashboardPage,
          },
        ],
      },
    ],
  },
];
