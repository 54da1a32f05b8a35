import { Component, inject } from '@angular/core';
import { LANGUAGES, type Language } from '#contracts/user.js';
import { LANGUAGE_REGISTRY } from '../i18n/language-registry.js';
import { Translator } from '../i18n/translator.js';

/** Each language by its own name, so that one finds it from within any other. */
@Component({
  selector: 'bp-language-switch',
  template: `
    <div role="group" [attr.aria-label]="translator.t('common.language')" class="flex">
      @for (language of languages; track language) {
        <button
          type="button"
          class="flex min-h-11 min-w-11 items-center justify-center rounded-lg px-2.5 text-sm aria-pressed:font-bold not-aria-pressed:underline not-aria-pressed:decoration-1 not-aria-pressed:underline-offset-4 not-aria-pressed:opacity-85"
          [attr.aria-pressed]="translator.language() === language"
          [attr.lang]="language"
          (click)="choose(language)"
        >
          {{ registry[language].name }}
        </button>
      }
    </div>
  `,
})
export class LanguageSwitch {
  protected readonly translator = inject(Translator);
  protected readonly languages = LANGUAGES;
  protected readonly registry = inject(LANGUAGE_REGISTRY);

  protected async choose(language: Language): Promise<void> {
    await this.translator.choose(language);
  }
}
