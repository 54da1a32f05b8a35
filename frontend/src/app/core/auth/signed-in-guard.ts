import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { AFTER_SIGN_IN, returnQuery, returnUrlOf } from './return-url.js';
import { Session } from './session.js';

/** Opens a page to signed-in owners; others sign in first and come back to it. */
export const signedInGuard: CanActivateFn = (_route, { url }) =>
  inject(Session).isSignedIn() ||
  inject(Router).createUrlTree(['/auth/login'], { queryParams: returnQuery(url) });

/** Keeps the sign-in pages for visitors who are not signed in yet. */
export const signedOutGuard: CanActivateFn = ({ queryParams }) =>
  !inject(Session).isSignedIn() || inject(Router).parseUrl(returnUrlOf(queryParams) ?? AFTER_SIGN_IN);
