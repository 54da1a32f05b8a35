import { Injectable, computed, inject } from '@angular/core';
import { Translator } from '../../core/i18n/translator.js';

/** Moments to the minute as India's clocks show them: what an audit log says must not depend on who reads it where. */
@Injectable({ providedIn: 'root' })
export class IndiaTime {
  private readonly translator = inject(Translator);
  private readonly moments = computed(
    () =>
      new Intl.DateTimeFormat(this.translator.locale(), {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone: 'Asia/Kolkata',
      }),
  );

  /** @param moment ISO 8601 */
  moment(moment: string): string {
    return `${this.moments().format(new Date(moment))} IST`;
  }
}
