/** `ignored`: an event we do not follow; the others say what following it changed. */
export const WEBHOOK_OUTCOMES = [
  'ignored',
  'duplicate',
  'unknown',
  'stale',
  'parked',
  'unchanged',
  'verified',
  'unverified',
  'phone_changed',
  'deleted',
] as const;

export type WebhookOutcome = (typeof WEBHOOK_OUTCOMES)[number];
