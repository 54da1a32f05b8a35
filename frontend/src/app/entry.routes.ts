import { type Route, type Routes } from '@angular/router';
import { signedOutGuard } from './core/auth/signed-in-guard.js';
import { type MessageKey } from './core/i18n/dictionary.js';
import { invitationLink } from './core/invitation/invitation-link.js';
import { EntryLayout } from './core/layout/entry-layout.js';
import { SignInPage } from './features/sign-in/sign-in-page.js';

const signIn = (path: 'login' | 'signup'): Route => ({
  path,
  pathMatch: 'full',
  title: `titles.${path}` satisfies MessageKey,
  data: { intent: path },
  canActivate: [signedOutGuard],
  component: SignInPage,
});

export const entryRoutes: Routes = [
  { path: '', component: EntryLayout, children: [signIn('login'), signIn('signup')] },
];

/** The links that owners share. Nothing is shown there: each leads on to signing up. */
export const invitationRoutes: Routes = [{ path: ':code', canActivate: [invitationLink], children: [] }];
