import { listMigrations, undoLastMigration } from '../migrations.ts';

/** The release that is out while this one is made. A test says when these lines have to move on. */
export const FORMER_RELEASE = {
  /** Of the release in the making, as in package.json. */
  isFollowedBy: '0.1.0',
  lastMigration: 'DecideReferrals1764600000024',
};

/** Undoes what this release adds to the schema. */
export async function goBackToFormerRelease(ownerUrl: string): Promise<void> {
  const names = (await listMigrations(ownerUrl)).map(({ name }) => name);
  // Undoing would go on to the first migration of all.
  if (!names.includes(FORMER_RELEASE.lastMigration)) {
    throw new Error(`FORMER_RELEASE names no migration: ${FORMER_RELEASE.lastMigration}`);
  }
  for (const name of names.reverse()) {
    if (name === FORMER_RELEASE.lastMigration) return;
    await undoLastMigration(ownerUrl);
  }
}
