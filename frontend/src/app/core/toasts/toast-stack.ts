import { Component, ElementRef, inject } from '@angular/core';
import { Translator } from '../i18n/translator.js';
import { PageArrival } from '../layout/page-arrival.js';
import { Toasts } from './toasts.js';

/** Where toasts come up. It is there before any of them, because a screen reader tells only what changes in it. */
@Component({
  selector: 'bp-toast-stack',
  host: {
    '(pointerenter)': 'toasts.pause()',
    '(pointerleave)': 'toasts.resume()',
    '(focusin)': 'toasts.pause()',
    '(focusout)': 'toasts.resume()',
  },
  template: `
    <div class="toasts print:hidden" role="status">
      @for (toast of toasts.list(); track toast.id) {
        <div class="toast">
          <p>{{ toast.text }}</p>
          <button
            #button
            type="button"
            class="flex size-11 flex-none items-center justify-center rounded-lg"
            [attr.aria-label]="t('account.close')"
            (click)="close(toast.id, button)"
          >
            <svg viewBox="0 0 16 16" class="size-4" aria-hidden="true">
              <path
                d="m3 3 10 10M13 3 3 13"
                stroke="currentColor"
                stroke-width="1.8"
                stroke-linecap="round"
              />
            </svg>
          </button>
        </div>
      }
    </div>
  `,
})
export class ToastStack {
  protected readonly toasts = inject(Toasts);
  protected readonly t = inject(Translator).t;
  private readonly arrival = inject(PageArrival);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /**
   * A button that goes with the focus on it takes the focus along, and no browser tells of it: the time of the other
   * toast would never go on.
   */
  protected close(id: number, button: HTMLElement): void {
    if (button === button.ownerDocument.activeElement) this.moveFocusFrom(button);
    this.toasts.dismiss(id);
  }

  private moveFocusFrom(button: HTMLElement): void {
    const other = [...this.host.querySelectorAll('button')].find((another) => another !== button);
    if (other) other.focus();
    else this.arrival.focusHeading();
  }
}
