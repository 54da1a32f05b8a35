import { INDIAN_STATES, type IndianState } from '#contracts/indian-states.js';

/** The states and union territories: in English they are called as they are stored. */
export const states = Object.fromEntries(INDIAN_STATES.map(({ name }) => [name, name])) as Record<
  IndianState,
  string
>;
