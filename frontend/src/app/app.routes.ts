import { type Routes } from '@angular/router';
import { type MessageKey } from './core/i18n/dictionary.js';

/** The way in is one piece of code and the signed-in owner's pages are another, so that each loads alone. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
  { path: 'auth', loadChildren: async () => (await import('./entry.routes.js')).entryRoutes },
  { path: '', loadChildren: async () => (await import('./account.routes.js')).accountRoutes },
  {
    path: '**',
    title: 'titles.notFound' satisfies MessageKey,
    loadComponent: async () => (await import('./features/not-found/not-found-page.js')).NotFoundPage,
  },
];
