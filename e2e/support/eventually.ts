import { setTimeout as wait } from 'node:timers/promises';

const WITHIN_MS = 20_000;
const EVERY_MS = 50;

/** Asks again until the facts hold, for what happens behind the page; its last refusal is the test's. */
export async function eventually(facts: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    try {
      await facts();
      return;
    } catch (error) {
      // Not yet; past the deadline it is a finding.
      if (Date.now() > deadline) throw error;
    }
    await wait(EVERY_MS);
  }
}
