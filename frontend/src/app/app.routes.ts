import { type Route, type Routes } from '@angular/router';
import { signedInGuard, signedOutGuard } from './core/auth/signed-in-guard.js';
import { type MessageKey } from './core/i18n/dictionary.js';

const signIn = (path: 'login' | 'signup'): Route => ({
  path,
  pathMatch: 'full',
  title: `titles.${path}` satisfies MessageKey,
  data: { intent: path },
  canActivate: [signedOutGuard],
  loadComponent: async () => (await import('./features/sign-in/sign-in-page.js')).SignInPage,
});

export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
  {
    path: 'auth',
    loadComponent: async () => (await import('./core/layout/entry-layout.js')).EntryLayout,
    children: [
      signIn('login'),
      signIn('signup'),
      {
        path: 'signup/shop',
        title: 'titles.shop' satisfies MessageKey,
        canActivate: [signedInGuard],
        loadComponent: async () =>
          (await import('./features/shop-profile/shop-profile-page.js')).ShopProfilePage,
      },
    ],
  },
  {
    path: '',
    canActivate: [signedInGuard],
    loadComponent: async () => (await import('./core/layout/account-layout.js')).AccountLayout,
    children: [
      {
        path: 'dashboard',
        title: 'titles.dashboard' satisfies MessageKey,
        loadComponent: async () => (await import('./features/dashboard/dashboard-page.js')).DashboardPage,
      },
    ],
  },
  {
    path: '**',
    title: 'titles.notFound' satisfies MessageKey,
    loadComponent: async () => (await import('./features/not-found/not-found-page.js')).NotFoundPage,
  },
];
