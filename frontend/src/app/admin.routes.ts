import { type Routes } from '@angular/router';
import { type MessageKey } from './core/i18n/dictionary.js';
import { AdminLayout } from './features/admin/admin-layout.js';

/** What administrators do, one piece of code for each page. */
export const adminRoutes: Routes = [
  {
    path: '',
    component: AdminLayout,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'users' },
      {
        path: 'users',
        title: 'admin.titles.users' satisfies MessageKey,
        loadComponent: async () => (await import('./features/admin/users/users-page.js')).UsersPage,
      },
      {
        path: 'users/:id',
        title: 'admin.titles.user' satisfies MessageKey,
        loadComponent: async () => (await import('./features/admin/users/user-page.js')).UserPage,
      },
      {
        path: 'referrals',
        title: 'admin.titles.referrals' satisfies MessageKey,
        loadComponent: async () =>
          (await import('./features/admin/referrals/referrals-page.js')).ReferralsPage,
      },
      {
        path: 'audit-log',
        title: 'admin.titles.auditLog' satisfies MessageKey,
        loadComponent: async () =>
          (await import('./features/admin/audit-log/audit-log-page.js')).AuditLogPage,
      },
      {
        path: 'stats',
        title: 'admin.titles.stats' satisfies MessageKey,
        loadComponent: async () => (await import('./features/admin/stats/stats-page.js')).StatsPage,
      },
      {
        path: 'api',
        title: 'admin.titles.api' satisfies MessageKey,
        loadComponent: async () =>
          (await import('./features/admin/api-access/api-access-page.js')).ApiAccessPage,
      },
    ],
  },
];
