import { Component, inject, signal } from '@angular/core';
import { BrandMark } from '../../shared/ui/brand-mark.js';
import { openAfresh } from '../errors/open-afresh.js';
import { Translator } from '../i18n/translator.js';

/** Stands in for the whole portal when its settings did not arrive. */
@Component({
  selector: 'bp-root',
  imports: [BrandMark],
  host: { '(window:online)': 'tryAgain()' },
  template: `
    <main class="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-4 p-6">
      <bp-brand-mark class="size-14" />
      <h1 class="font-display text-3xl leading-tight font-semibold">{{ t('start.failedTitle') }}</h1>
      <p class="text-ink-soft" role="alert">{{ t('start.failedText') }}</p>
      <button type="button" class="button button-primary" [disabled]="isTrying()" (click)="tryAgain()">
        {{ t(isTrying() ? 'start.trying' : 'common.tryAgain') }}
      </button>
    </main>
  `,
})
export class StartFailed {
  protected readonly t = inject(Translator).t;
  protected readonly isTrying = signal(false);

  protected async tryAgain(): Promise<void> {
    this.isTrying.set(true);
    this.isTrying.set(await openAfresh(location.href));
  }
}
