import { Injectable, effect, inject, untracked } from '@angular/core';
import { type Language } from '#contracts/user.js';
import { UsersClient } from '../api/users-client.js';
import { Session } from '../auth/session.js';
import { logAuthStep } from '../errors/log-auth-step.js';
import { Translator } from '../i18n/translator.js';

/** Writes a language chosen by hand into the owner's profile, so that every other device learns it at its next sign-in. */
@Injectable({ providedIn: 'root' })
export class LanguageTeller {
  private readonly users = inject(UsersClient);
  private readonly session = inject(Session);
  private readonly translator = inject(Translator);
  private isTelling = false;

  constructor() {
    effect(() => {
      if (this.translator.untold() !== null && this.session.isSignedIn()) untracked(() => void this.tell());
    });
    window.addEventListener('online', () => void this.tell());
  }

  /** A choice that cannot be written now is kept, and told when the connection is back or at the next visit. */
  private async tell(): Promise<void> {
    const language = this.owed();
    if (language === null || this.isTelling) return;
    this.isTelling = true;
    let isTold = false;
    try {
      const before = this.session.user();
      if (before?.language !== language) this.session.refresh(await this.users.update({ language }), before);
      isTold = true;
    } catch (error) {
      logAuthStep('the profile will be told of the language later', error);
    }
    this.isTelling = false;
    if (!isTold) return;
    if (this.translator.untold() === language) this.translator.choiceIsTold();
    // Chosen anew while the answer was under way.
    else await this.tell();
  }

  private owed(): Language | null {
    return this.session.isSignedIn() ? this.translator.untold() : null;
  }
}
