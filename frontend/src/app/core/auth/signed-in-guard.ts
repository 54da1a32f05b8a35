import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { AFTER_SIGN_IN, returnQuery, returnUrlOf } from './return-url.js';
import { Session } from './session.js';

/** Opens a page to signed-in owners; others sign in first and come back to it. */
export const signedInGuard: CanActivateFn = (_route, { url }) =>
  inject(Session).isSignedIn() ||
  inject(Router).createUrlTree(['/auth/login'], { queryParams: returnQuery(url) });

/** Keeps the sign-in pages for visitors who are not signed in yet. Who goes back to one leaves the page it has led to. */
export const signedOutGuard: CanActivateFn = ({ queryParams }) => {
  const router = inject(Router);
  const next = returnUrlOf(queryParams);
  return (
    !inject(Session).isSignedIn() ||
    router.parseUrl(next === null || next === router.url ? AFTER_SIGN_IN : next)
  );
};
