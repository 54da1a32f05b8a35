import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { type SignUpsOfDay } from '#contracts/admin.js';
import { ShopDays } from '../../../core/i18n/shop-days.js';
import { Translator } from '../../../core/i18n/translator.js';

/** Of the drawing, in its own units: a bar with the gap beside it, and the height of the highest. */
const STEP = 10;
const GAP = 2;
const HEIGHT = 100;

/**
 * Sign-ups as a bar for each day. One day is picked, by pointing or by arrow keys, and its figure written out; the
 * same figures stand in a table.
 */
@Component({
  selector: 'bp-sign-ups-card',
  host: { class: 'block' },
  templateUrl: './sign-ups-card.html',
})
export class SignUpsCard {
  private readonly translator = inject(Translator);
  private readonly dates = inject(ShopDays);

  readonly days = input.required<readonly SignUpsOfDay[]>();

  protected readonly t = this.translator.t;
  protected readonly height = HEIGHT;
  protected readonly barWidth = STEP - GAP;
  protected readonly width = computed(() => this.days().length * STEP);
  /** The day whose figure is written out; at first the last one, today. */
  protected readonly picked = linkedSignal(() => this.days().length - 1);
  protected readonly bars = computed(() => {
    const most = Math.max(1, ...this.days().map(({ signUps }) => signUps));
    return this.days().map(({ day, signUps }, place) => {
      // Never nothing at all: a day without sign-ups is a day too.
      const height = Math.max(1, (signUps / most) * HEIGHT);
      return {
        day,
        x: place * STEP + GAP / 2,
        y: HEIGHT - height,
        height,
        name: this.dates.date(day),
        signUps,
      };
    });
  });
  protected readonly sentence = computed(() => this.sentenceOf(this.picked()));
  protected readonly summary = computed(() => {
    const days = this.translator.number(this.days().length);
    const total = this.days().reduce((sum, { signUps }) => sum + signUps, 0);
    if (total === 0) return this.t('admin.stats.signUpsNone', { days });
    const best = this.days().reduce((most, day) => (day.signUps > most.signUps ? day : most));
    return this.t('admin.stats.signUpsTotal', {
      n: this.translator.number(total),
      days,
      most: this.translator.number(best.signUps),
      day: this.dates.day(best.day),
    });
  });

  protected number(value: number): string {
    return this.translator.number(value);
  }

  protected pick(event: PointerEvent): void {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    if (width > 0) this.pickAt(Math.floor(((event.clientX - left) / width) * this.days().length));
  }

  protected pickByKey(event: KeyboardEvent): void {
    const last = this.days().length - 1;
    const to: Partial<Record<string, number>> = {
      ArrowLeft: this.picked() - 1,
      ArrowDown: this.picked() - 1,
      ArrowRight: this.picked() + 1,
      ArrowUp: this.picked() + 1,
      PageDown: this.picked() - 7,
      PageUp: this.picked() + 7,
      Home: 0,
      End: last,
    };
    const place = to[event.key];
    if (place === undefined) return;
    event.preventDefault();
    this.pickAt(place);
  }

  private pickAt(place: number): void {
    this.picked.set(Math.min(Math.max(place, 0), this.days().length - 1));
  }

  private sentenceOf(place: number): string {
    const bar = this.bars()[place];
    return bar ? this.t('admin.stats.onDay', { day: bar.name, n: this.number(bar.signUps) }) : '';
  }
}
