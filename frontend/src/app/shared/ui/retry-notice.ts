import { Component, ElementRef, effect, inject, input, output } from '@angular/core';
import { Notice } from './notice.js';

/**
 * Says that something did not come and offers to ask again. It stands on the page before it has anything to say,
 * because screen readers hear only what changes in a region they know. Its words stay the same while it asks: a
 * region that changed them with each try would be read aloud with each try.
 */
@Component({
  selector: 'bp-retry-notice',
  imports: [Notice],
  host: { class: 'block', role: 'status' },
  template: `
    @if (title(); as title) {
      <bp-notice class="mt-6">
        <p class="font-semibold">{{ title }}</p>
        <p class="mt-1 text-sm">{{ text() }}</p>
        <button
          type="button"
          class="link"
          [attr.aria-disabled]="isBusy() ? 'true' : null"
          (click)="isBusy() || again.emit()"
        >
          {{ label() }}
          @if (isBusy()) {
            <span class="spinner" aria-hidden="true"></span>
          }
        </button>
      </bp-notice>
    }
  `,
})
export class RetryNotice {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** What is wrong; null while nothing is. */
  readonly title = input.required<string | null>();
  readonly text = input.required<string>();
  /** Of the button. */
  readonly label = input.required<string>();
  readonly isBusy = input.required<boolean>();
  readonly again = output();

  constructor() {
    effect(() => {
      // The button goes with the notice, and the focus would fall to the top of the document.
      if (this.title() === null && this.host.contains(document.activeElement))
        document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    });
  }
}
