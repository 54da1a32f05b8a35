import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Translator } from '../../core/i18n/translator.js';
import { STEP_IN_A_LIST } from './step-arrival.js';

/** The way through a list. Pages are addresses, so that going back, reloading and sharing lead to the same page. */
@Component({
  selector: 'bp-page-steps',
  imports: [RouterLink],
  host: { class: 'mt-4 flex flex-wrap gap-3 empty:hidden' },
  template: `
    @if (cursor()) {
      <a
        class="button button-quiet max-sm:w-full"
        routerLink="."
        queryParamsHandling="merge"
        [queryParams]="{ cursor: null }"
        [info]="step"
      >
        {{ t('admin.first') }}
      </a>
    }
    @if (nextCursor()) {
      <a
        class="button button-quiet max-sm:w-full"
        routerLink="."
        queryParamsHandling="merge"
        [queryParams]="{ cursor: nextCursor() }"
        [info]="step"
      >
        {{ t('admin.next') }}
      </a>
    }
  `,
})
export class PageSteps {
  /** Of the page that is shown; undefined on the first one. */
  readonly cursor = input.required<string | undefined>();
  readonly nextCursor = input.required<string | null>();

  protected readonly t = inject(Translator).t;
  protected readonly step = STEP_IN_A_LIST;
}
