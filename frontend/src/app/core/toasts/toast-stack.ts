import { Component, inject } from '@angular/core';
import { Translator } from '../i18n/translator.js';
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
            type="button"
            class="flex size-11 flex-none items-center justify-center rounded-lg"
            [attr.aria-label]="t('account.close')"
            (click)="toasts.dismiss(toast.id)"
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
}
