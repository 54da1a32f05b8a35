import { Component, computed, inject, viewChild } from '@angular/core';
import { unbreakablePhoneNumber } from '../../core/i18n/unbreakable-phone-number.js';
import { Translator } from '../../core/i18n/translator.js';
import { CodeForm } from '../../core/verification/code-form.js';
import { SignInFlow } from './sign-in-flow.js';

/** Asks for the code that went to the number. */
@Component({
  selector: 'bp-code-step',
  imports: [CodeForm],
  template: `
    <h1 class="font-display text-3xl leading-tight font-semibold text-balance sm:text-4xl" tabindex="-1">
      {{ t('code.title') }}
    </h1>
    <p class="mt-3 text-ink-soft">{{ t('code.sentTo', { phone: phone() }) }}</p>
    <button type="button" class="link" (click)="flow.changeNumber()">{{ t('code.change') }}</button>
    <bp-code-form class="mt-6" [entry]="flow" />
  `,
})
export class CodeStep {
  private readonly form = viewChild.required(CodeForm);

  protected readonly flow = inject(SignInFlow);
  protected readonly t = inject(Translator).t;
  protected readonly phone = computed(() => unbreakablePhoneNumber(this.flow.sentTo() ?? ''));

  focus(): void {
    this.form().focus();
  }
}
