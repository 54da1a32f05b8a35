import { inject } from '@angular/core';
import { type Routes } from '@angular/router';
import { type MessageKey } from './core/i18n/dictionary.js';
import { Translator } from './core/i18n/translator.js';
import { developmentRoutes } from './development.routes.js';
import { entryRoutes, invitationRoutes } from './entry.routes.js';

/**
 * The way in is part of the portal's own code: fetched apart it would come a round trip later, in more pieces, and
 * signing out without a connection would lead nowhere. The signed-in owner's pages load by themselves.
 */
export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
  { path: 'auth', children: entryRoutes },
  { path: 'r', children: invitationRoutes },
  ...developmentRoutes,
  {
    path: '',
    loadChildren: async () => {
      const translator = inject(Translator);
      const [{ accountRoutes }] = await Promise.all([
        import('./account.routes.js'),
        translator.learn('account'),
        translator.learn('steps'),
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
