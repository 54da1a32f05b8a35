import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BrandMark } from '../../shared/ui/brand-mark.js';
import { Translator } from '../i18n/translator.js';

@Component({
  selector: 'bp-brand-link',
  imports: [RouterLink, BrandMark],
  template: `
    <a
      routerLink="/"
      class="inline-flex min-h-11 items-center gap-2.5 rounded-lg"
      [attr.aria-label]="t('brand.home')"
    >
      <bp-brand-mark class="size-8" />
      <span class="font-display text-xl font-semibold tracking-tight">{{ t('brand.name') }}</span>
    </a>
  `,
})
export class BrandLink {
  protected readonly t = inject(Translator).t;
}
