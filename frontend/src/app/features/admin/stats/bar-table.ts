import { Component, computed, inject, input } from '@angular/core';
import { Translator } from '../../../core/i18n/translator.js';
import { NOTHING } from '../status-tones.js';

/** One row: how many, and of how many. */
export interface Bar {
  name: string;
  count: number;
  /** What the part is of; null where there is nothing before. */
  of: number | null;
}

/** Counts as bars, in a table: who sees looks at the bars, who hears is read the same figures. */
@Component({
  selector: 'bp-bar-table',
  host: { class: 'block' },
  template: `
    <table class="w-full text-left text-sm" [attr.aria-labelledby]="labelledBy()">
      <thead class="sr-only">
        <tr>
          <th scope="col">{{ nameHeading() }}</th>
          <th scope="col">{{ t('admin.stats.count') }}</th>
          <th scope="col">{{ partHeading() }}</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.name) {
          <tr class="grid grid-cols-[1fr_auto_3.5rem] gap-x-2 pb-3">
            <th scope="row" class="font-medium">{{ row.name }}</th>
            <td class="text-right font-semibold tabular-nums">{{ row.count }}</td>
            <td class="text-right text-ink-soft tabular-nums">{{ row.part }}</td>
            <td class="col-span-3 pt-1" aria-hidden="true">
              <svg viewBox="0 0 100 6" preserveAspectRatio="none" class="h-2.5 w-full rounded-full bg-well">
                <rect height="6" class="fill-action" [attr.width]="row.width" />
              </svg>
            </td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class BarTable {
  private readonly translator = inject(Translator);
  private readonly percents = computed(
    () => new Intl.NumberFormat(this.translator.locale(), { style: 'percent' }),
  );

  /** The id of its heading. */
  readonly labelledBy = input.required<string>();
  readonly nameHeading = input.required<string>();
  readonly partHeading = input.required<string>();
  readonly bars = input.required<readonly Bar[]>();

  protected readonly t = this.translator.t;
  protected readonly rows = computed(() => {
    const most = Math.max(1, ...this.bars().map(({ count }) => count));
    return this.bars().map(({ name, count, of }) => ({
      name,
      count: this.translator.number(count),
      part: of === null || of === 0 ? NOTHING : this.percents().format(count / of),
      width: (count / most) * 100,
    }));
  });
}
