import { inject } from '@angular/core';
import { type CanMatchFn } from '@angular/router';
import { Session } from './session.js';

/**
 * To an owner there are no pages of administrators. Whoever is not signed in yet may be one: they sign in first. It
 * hides the way only; the API asks the database for the role with every request.
 */
export const adminGuard: CanMatchFn = () => {
  const session = inject(Session);
  return !session.isSignedIn() || session.user()?.role === 'admin';
};
