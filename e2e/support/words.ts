import { type Language } from '#contracts/user.js';
import { type MessageKey } from '../../frontend/src/app/core/i18n/dictionary.ts';
import { account as accountEn } from '../../frontend/src/app/core/i18n/en/account.ts';
import { admin as adminEn } from '../../frontend/src/app/core/i18n/en/admin.ts';
import { entry as entryEn } from '../../frontend/src/app/core/i18n/en/entry.ts';
import { failures as failuresEn } from '../../frontend/src/app/core/i18n/en/failures.ts';
import { invitation as invitationEn } from '../../frontend/src/app/core/i18n/en/invitation.ts';
import { steps as stepsEn } from '../../frontend/src/app/core/i18n/en/steps.ts';
import { account as accountHi } from '../../frontend/src/app/core/i18n/hi/account.ts';
import { admin as adminHi } from '../../frontend/src/app/core/i18n/hi/admin.ts';
import { entry as entryHi } from '../../frontend/src/app/core/i18n/hi/entry.ts';
import { failures as failuresHi } from '../../frontend/src/app/core/i18n/hi/failures.ts';
import { invitation as invitationHi } from '../../frontend/src/app/core/i18n/hi/invitation.ts';
import { steps as stepsHi } from '../../frontend/src/app/core/i18n/hi/steps.ts';
import { sentence } from '../../frontend/src/app/core/i18n/sentence.ts';

const SAID: Record<Language, object[]> = {
  en: [entryEn, stepsEn, failuresEn, invitationEn, accountEn, adminEn],
  hi: [entryHi, stepsHi, failuresHi, invitationHi, accountHi, adminHi],
};

/** What the portal says in a language, for journeys that ask by key and so run in every language. */
export class Words {
  readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** A whole sentence; a gap that is not filled is an error of the journey. */
  readonly t = (key: MessageKey, params: Record<string, string | number> = {}): string =>
    this.found(key).replace(/{{(\w+)}}/g, (gap, name: string) => {
      const value = params[name];
      if (value === undefined) throw new Error(`${key} needs ${gap}`);
      return String(value);
    });

  /**
   * What a sentence always says, whatever is in its gaps.
   * @param gap what must be in them, as a pattern
   */
  readonly like = (key: MessageKey, gap = '.*'): RegExp =>
    new RegExp(
      this.found(key)
        .split(/{{\w+}}/)
        .map(quoted)
        .join(gap),
    );

  private found(key: MessageKey): string {
    for (const volume of SAID[this.language]) {
      const text = sentence(volume, key);
      if (text !== null) return text;
    }
    throw new Error(`${key} is said nowhere`);
  }
}

export const ENGLISH = new Words('en');
export const HINDI = new Words('hi');

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
