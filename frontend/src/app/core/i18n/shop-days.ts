import { Injectable, computed, inject } from '@angular/core';
import { Translator } from './translator.js';

/** Months turn and days are counted in India's time, wherever the browser thinks it is. */
const IN_INDIA = { day: 'numeric', month: 'short', timeZone: 'Asia/Kolkata' } as const;

/** Days in the reader's way of writing; apart from the translator, whose code the first page waits for. */
@Injectable({ providedIn: 'root' })
export class ShopDays {
  private readonly translator = inject(Translator);
  private readonly days = computed(() => new Intl.DateTimeFormat(this.translator.locale(), IN_INDIA));
  private readonly dates = computed(
    () => new Intl.DateTimeFormat(this.translator.locale(), { ...IN_INDIA, year: 'numeric' }),
  );

  /**
   * The day without its year, `1 Dec`, for what is near.
   * @param moment ISO 8601
   */
  day(moment: string): string {
    return inOnePiece(this.days().format(new Date(moment)));
  }

  /**
   * The date, `22 Nov 2026`.
   * @param moment ISO 8601
   */
  date(moment: string): string {
    return inOnePiece(this.dates().format(new Date(moment)));
  }
}

/** A line that ends between the day and its month reads badly. */
function inOnePiece(day: string): string {
  return day.replaceAll(' ', '\u00a0');
}
