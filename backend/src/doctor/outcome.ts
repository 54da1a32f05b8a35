/** Worst last; a reminder is what no program can look up. */
export const LEVELS = ['ok', 'reminder', 'warning', 'failure'] as const;

/** What a check found, and what to do about it. Holds no secret: it goes to terminals and tickets. */
export interface Outcome {
  level: (typeof LEVELS)[number];
  says: string;
}

/** Outcomes by the name of what was looked at. */
export type Findings = Record<string, Outcome>;

export const ok = (says: string): Outcome => ({ level: 'ok', says });
export const reminder = (says: string): Outcome => ({ level: 'reminder', says });
export const warning = (says: string): Outcome => ({ level: 'warning', says });
export const failure = (says: string): Outcome => ({ level: 'failure', says });
