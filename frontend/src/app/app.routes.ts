import { inject } from '@angular/core';
import { type Routes } from '@angular/router';
import { type MessageKey } from './core/i18n/dictionary.js';
import { Translator } from './core/i18n/translator.js';
import { developmentRoutes } from './development.routes.js';

/** The way in is one piece of code and the signed-in owner's pages are another, so that each loads alone. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
  { path: 'auth', loadChildren: async () => (await import('./entry.routes.js')).entryRoutes },
  {
    path: 'r',
    loadChildren: async () => (await import('./entry.routes.js')).invitationRoutes,
  },
  ...developmentRoutes,
  {
    path: '',
    loadChildren: async () => {
      const translator = inject(Translator);
      const [{ accountRoutes }] = await Promise.all([
        import('./account.routes.js'),
        translator.learn('account'),
        translator.learn('failures'),
      ]);
      return accountRoutes;
    },
  },
  {
    path: '**',
    title: 'titles.notFound' satisfies MessageKey,
    loadComponent: async () => (await import('./features/not-found/not-found-page.js')).NotFoundPage,
  },
];
