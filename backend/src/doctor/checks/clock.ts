import { failure, ok, type Outcome, warning } from '../outcome.js';

/** Clerk's tokens are taken when they are up to five seconds off; one is left for their way here. */
const TOLERATED_MS = 4_000;
/** A Date header counts whole seconds: on average it is half of one behind. */
const HALF_SECOND = 500;

export interface Timed {
  askedAt: number;
  answeredAt: number;
  date: string | null;
}

/** Compares this machine's clock with the Date header of an answer. */
export function compareClocks({ askedAt, answeredAt, date }: Timed): Outcome {
  const theirs = Date.parse(date ?? '') + HALF_SECOND;
  if (Number.isNaN(theirs)) return warning('The answer had no time to compare with.');
  const offMs = (askedAt + answeredAt) / 2 - theirs;
  const off = `${Math.abs(offMs / 1000).toFixed(1)} s ${offMs > 0 ? 'ahead of' : 'behind'} Clerk`;
  return Math.abs(offMs) <= TOLERATED_MS
    ? ok(`${off}.`)
    : failure(`This machine is ${off}: sign-ins fail as 401. Set its clock by NTP.`);
}
