/** More than both of these at once is rather a wrong key or an accident at Clerk than owners who left. */
const MOST_ENDED = 10;
const MOST_ENDED_SHARE = 0.01;

/** Ends a reconciliation before it ended anybody. Its message is for the operator. */
export class RefusedReconciliationError extends Error {}

/** Is this more than a day's webhooks that never came? */
export function isManyToEnd(gone: number, boundAccounts: number): boolean {
  return gone > MOST_ENDED && gone > boundAccounts * MOST_ENDED_SHARE;
}

/**
 * To another instance all our users are unknown, which looks as if all of them had been deleted.
 * @param known how many of the bound accounts have their user in Clerk's list
 * @throws RefusedReconciliationError
 */
export function requireOwnInstance(seen: { clerkUsers: number; boundAccounts: number; known: number }): void {
  const { clerkUsers, boundAccounts, known } = seen;
  if (boundAccounts === 0 || known > 0) return;
  throw new RefusedReconciliationError(
    `Clerk lists ${clerkUsers} users, and none of the ${boundAccounts} that accounts here are bound to. No account was ` +
      'ended. Check that CLERK_SECRET_KEY is of the instance, and DATABASE_URL of the database, of this deployment; ' +
      '`npm run doctor` compares the keys.',
  );
}

/** @throws RefusedReconciliationError */
export function requireFewEndings(gone: number, boundAccounts: number): void {
  if (!isManyToEnd(gone, boundAccounts)) return;
  throw new RefusedReconciliationError(
    `Clerk no longer knows the users of ${gone} of ${boundAccounts} bound accounts. No account was ended: that signs ` +
      'the owners out at once, erases them after seven days, and cannot be taken back. Check CLERK_SECRET_KEY, and in ' +
      "Clerk's dashboard that these users were meant to be deleted. If so: npm run clerk:reconcile -- --mend --many",
  );
}
