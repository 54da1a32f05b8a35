import { Component, inject } from '@angular/core';
import { BrandMark } from '../../shared/ui/brand-mark.js';
import { Translator } from '../i18n/translator.js';

/**
 * Goes on showing what index.html shows until the first page's code is there: on a slow network that takes a second
 * or more, and nobody should look at an empty screen. It must look exactly as that.
 */
@Component({
  selector: 'bp-boot-screen',
  imports: [BrandMark],
  template: `
    <main class="boot">
      <bp-brand-mark class="size-14" />
      <h1 class="boot-name">{{ t('brand.name') }}</h1>
      <div class="boot-line" aria-hidden="true"></div>
      <form class="boot-late">
        <p>{{ t('start.slow') }}</p>
        <button type="submit" class="button button-primary">{{ t('common.tryAgain') }}</button>
      </form>
    </main>
  `,
})
export class BootScreen {
  protected readonly t = inject(Translator).t;
}
