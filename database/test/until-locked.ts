import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

const PAUSE_MS = 5;

/**
 * Waits until statements wait for a lock that the test holds.
 * @param part what stands in each of the statements
 * @param many how many of them there are
 */
export async function untilLocked(superuser: pg.Pool, part: string, many = 1): Promise<void> {
  while ((await countLocked(superuser, part)) < many) await pause(PAUSE_MS);
}

/** @returns how many statements in which that stands wait for a lock */
export async function countLocked(superuser: pg.Pool, part: string): Promise<number> {
  const { rowCount } = await superuser.query(
    `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND strpos(query, $1) > 0`,
    [part],
  );
  return rowCount ?? 0;
}
