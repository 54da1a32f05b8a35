import { Component, input } from '@angular/core';

/** A label above its control and one line below for the hint, or for what is wrong. The control names `id`-note as its description. */
@Component({
  selector: 'bp-labelled-field',
  host: { class: 'block' },
  template: `
    <label class="mb-2 block font-semibold" [attr.for]="controlId()">
      {{ label() }}
      @if (remark()) {
        <span class="font-normal text-ink-soft">({{ remark() }})</span>
      }
    </label>
    <ng-content />
    <p class="mt-1 min-h-6 text-sm" [id]="controlId() + '-note'">
      @if (error()) {
        <span class="font-medium text-alert">{{ error() }}</span>
      } @else {
        <span class="text-ink-soft">{{ hint() }}</span>
      }
    </p>
  `,
})
export class LabelledField {
  readonly controlId = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  /** A word beside the label, such as “optional”. */
  readonly remark = input('');
  readonly error = input<string | null>(null);
}
