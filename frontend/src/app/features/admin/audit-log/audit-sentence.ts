import { type AuditEntry } from '#contracts/admin.js';
import { SUBSCRIPTION_STATUSES } from '#contracts/user.js';
import { type MessageKey } from '../../../core/i18n/dictionary.js';
import { type Translator } from '../../../core/i18n/translator.js';
import { NOTHING } from '../status-tones.js';

/** What was done, as a sentence; what a newer server writes down and nobody translated yet by its code. */
export function auditSentence({ action, details }: AuditEntry, translator: Translator): string {
  const key = `admin.audit.${action}` as MessageKey;
  if (!translator.knows(key)) return translator.t('admin.auditLog.unknown', { action });
  return translator.t(key, {
    from: planIn(details['from'], translator),
    to: planIn(details['to'], translator),
  });
}

/** Why an admin did it, in the admin's own words; the reasons of the system are codes and part of the sentence. */
export function auditReason({ action, details }: AuditEntry): string | null {
  const reason = details['reason'];
  return action.startsWith('admin.') && typeof reason === 'string' ? reason : null;
}

function planIn(state: unknown, translator: Translator): string {
  const { subscriptionStatus, monthlyUploadLimit } = (state ?? {}) as Record<string, unknown>;
  const plan = SUBSCRIPTION_STATUSES.find((known) => known === subscriptionStatus);
  if (plan === undefined || typeof monthlyUploadLimit !== 'number') return NOTHING;
  return translator.t('admin.planText', {
    plan: translator.t(`admin.plans.${plan}`),
    limit: translator.number(monthlyUploadLimit),
  });
}
