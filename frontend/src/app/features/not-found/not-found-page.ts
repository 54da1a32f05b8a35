import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Translator } from '../../core/i18n/translator.js';
import { BrandLink } from '../../core/layout/brand-link.js';
import { LanguageSwitch } from '../../core/layout/language-switch.js';

@Component({
  selector: 'bp-not-found-page',
  imports: [RouterLink, BrandLink, LanguageSwitch],
  template: `
    <div class="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 py-3 sm:px-8">
      <header class="flex items-center justify-between gap-3">
        <bp-brand-link />
        <bp-language-switch class="-mr-2.5" />
      </header>
      <main class="mx-auto grid w-full max-w-md flex-1 content-center justify-items-start gap-4 pb-24">
        <div class="crop-marks mb-4 ml-3 w-44 text-ink-soft" aria-hidden="true">
          <p class="sheet rounded-md py-6 text-center font-display text-6xl font-semibold text-vermilion">
            404
          </p>
        </div>
        <h1 class="font-display text-3xl leading-tight font-semibold">{{ t('notFound.title') }}</h1>
        <p class="text-ink-soft">{{ t('notFound.text') }}</p>
        <a routerLink="/" class="button button-primary mt-2">{{ t('notFound.home') }}</a>
      </main>
    </div>
  `,
})
export class NotFoundPage {
  protected readonly t = inject(Translator).t;
}
