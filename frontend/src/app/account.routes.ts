import { inject } from '@angular/core';
import { type Routes } from '@angular/router';
import { adminGuard } from './core/auth/admin-guard.js';
import { signedInGuard } from './core/auth/signed-in-guard.js';
import { type MessageKey } from './core/i18n/dictionary.js';
import { Translator } from './core/i18n/translator.js';
import { AccountLayout } from './core/layout/account-layout.js';
import { EntryLayout } from './core/layout/entry-layout.js';
import { leaveGuard } from './core/layout/leave-guard.js';

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
        // On a page of its own: nothing but the sheet is printed.
        path: 'referrals/poster',
        title: 'titles.poster' satisfies MessageKey,
        loadComponent: async () => (await import('./features/referrals/poster-page.js')).PosterPage,
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
          {
            path: 'referrals',
            title: 'titles.referrals' satisfies MessageKey,
            loadComponent: async () => (await import('./features/referrals/referrals-page.js')).ReferralsPage,
          },
          {
            path: 'profile',
            pathMatch: 'full',
            title: 'titles.profile' satisfies MessageKey,
            canDeactivate: [leaveGuard],
            loadComponent: async () => (await import('./features/profile/profile-page.js')).ProfilePage,
          },
          {
            path: 'profile/number',
            title: 'titles.changeNumber' satisfies MessageKey,
            loadComponent: async () =>
              (await import('./features/number-change/number-change-page.js')).NumberChangePage,
          },
          {
            path: 'profile/delete',
            title: 'titles.deleteAccount' satisfies MessageKey,
            loadComponent: async () =>
              (await import('./features/account-deletion/account-deletion-page.js')).AccountDeletionPage,
          },
          {
            path: 'admin',
            canMatch: [adminGuard],
            // Few owners are administrators: nobody else's connection fetches these pages.
            data: { isPreloaded: false },
            loadChildren: async () => {
              const translator = inject(Translator);
              const [{ adminRoutes }] = await Promise.all([
                import('./admin.routes.js'),
                translator.learn('admin'),
              ]);
              return adminRoutes;
            },
          },
        ],
      },
    ],
  },
];
