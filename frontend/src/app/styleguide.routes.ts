import { type Routes } from '@angular/router';

/** Stands in for development.routes.ts in a development build. */
export const developmentRoutes: Routes = [
  {
    path: 'styleguide',
    loadComponent: async () => (await import('./features/styleguide/styleguide-page.js')).StyleguidePage,
  },
];
