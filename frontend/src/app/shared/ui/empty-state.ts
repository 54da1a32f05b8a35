import { Component, input } from '@angular/core';

/** Says what will stand here and how it comes about; what leads there, a button or a link, goes inside. */
@Component({
  selector: 'bp-empty-state',
  host: { class: 'flex flex-col items-start gap-4 sm:flex-row' },
  template: `
    <div class="size-14 flex-none text-edge" aria-hidden="true"><ng-content select="svg" /></div>
    <div>
      <p class="font-display text-xl font-semibold text-balance">{{ title() }}</p>
      <p class="mt-1 text-ink-soft">{{ text() }}</p>
      <ng-content />
    </div>
  `,
})
export class EmptyState {
  readonly title = input.required<string>();
  readonly text = input.required<string>();
}
