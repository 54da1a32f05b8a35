import { setTimeout as wait } from 'node:timers/promises';

/** How often a step is tried that others keep from its lock, and how long they have the table to themselves between. */
export interface LockRetries {
  tries: number;
  pauseMs: number;
}

/** Not granted within `lock_timeout`, or chosen to give way in a deadlock. */
const LOCK_NOT_GRANTED = new Set(['55P03', '40P01']);

/**
 * Runs a step that takes locks, and runs it whole again when it could not have them. The step must leave nothing behind
 * when it fails.
 * @param onWait told how many tries are left, before each pause
 */
export async function withLockRetries<Result>(
  { tries, pauseMs }: LockRetries,
  step: () => Promise<Result>,
  onWait: (triesLeft: number) => void = () => undefined,
): Promise<Result> {
  for (let triesLeft = tries - 1; ; triesLeft -= 1) {
    try {
      return await step();
    } catch (error) {
      if (triesLeft <= 0 || !LOCK_NOT_GRANTED.has((error as { code?: string }).code ?? '')) throw error;
      onWait(triesLeft);
      await wait(pauseMs);
    }
  }
}
