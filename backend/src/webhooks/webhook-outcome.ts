import { FOLLOW_OUTCOMES } from '../users/clerk-binding.service.js';

/** `ignored`: an event we do not follow; the others say what following it changed. */
export const WEBHOOK_OUTCOMES = ['ignored', ...FOLLOW_OUTCOMES] as const;

export type WebhookOutcome = (typeof WEBHOOK_OUTCOMES)[number];
