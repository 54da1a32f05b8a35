import { type CanDeactivateFn } from '@angular/router';

/** A page that may hold something unsaved. */
export interface Leavable {
  mayLeave(): boolean | Promise<boolean>;
}

/** Asks the page before it is left for another page of the portal. */
export const leaveGuard: CanDeactivateFn<Leavable> = (page) => page.mayLeave();
