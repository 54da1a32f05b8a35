import { Component, computed, input } from '@angular/core';

export type NoticeTone = 'alert' | 'note' | 'good';

/** A sentence that matters now, set apart by colour, an icon and a rule at its side. */
@Component({
  selector: 'bp-notice',
  host: { class: 'block' },
  template: `
    <div class="appear flex gap-3 rounded-xl px-4 py-3" [class]="wash()">
      <svg viewBox="0 0 20 20" class="mt-0.5 size-5 flex-none" [class]="colour()" aria-hidden="true">
        <g fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round">
          <circle cx="10" cy="10" r="8" />
          @if (tone() === 'good') {
            <path d="m6.5 10.2 2.4 2.4 4.600-5" />
          } @else {
            <path d="M10 5.8v5.2M10 14h.01" />
          }
        </g>
      </svg>
      <div class="min-w-0 flex-1"><ng-content /></div>
    </div>
  `,
})
export class Notice {
  readonly tone = input<NoticeTone>('note');

  protected readonly wash = computed(
    () => ({ alert: 'bg-alert-wash', note: 'bg-note-wash', good: 'bg-good-wash' })[this.tone()],
  );
  protected readonly colour = computed(
    () => ({ alert: 'text-alert', note: 'text-ink', good: 'text-good' })[this.tone()],
  );
}
