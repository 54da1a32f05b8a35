import { Component, type ElementRef, computed, inject, input, model, signal, viewChild } from '@angular/core';
import { type PhoneNumberRefusal, formatPhoneNumber, parsePhoneNumber } from '#contracts/phone-number.js';
import { Translator } from '../i18n/translator.js';

/** A field for a mobile number in whatever form people write it. */
@Component({ selector: 'bp-phone-field', host: { class: 'block' }, templateUrl: './phone-field.html' })
export class PhoneField {
  private readonly refusal = signal<PhoneNumberRefusal | null>(null);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly label = input.required<string>();
  /** The number as typed. */
  readonly typed = model('');
  readonly isBusy = input(false);
  /** What is wrong apart from the digits. */
  readonly failure = input<string | null>(null);

  protected readonly t = inject(Translator).t;
  protected readonly error = computed(() => {
    const refusal = this.refusal();
    return refusal ? this.t(`phone.refusals.${refusal}`) : this.failure();
  });

  focus(): void {
    this.field().nativeElement.focus();
  }

  /** @returns the number in E.164; null after saying beside the field why there is none */
  read(): string | null {
    const parsed = parsePhoneNumber(this.typed());
    this.refusal.set(parsed.ok ? null : parsed.refusal);
    if (parsed.ok) this.typed.set(formatPhoneNumber(parsed.phoneNumber).replace('+91 ', ''));
    else this.focus();
    return parsed.ok ? parsed.phoneNumber : null;
  }

  protected type(text: string): void {
    this.refusal.set(null);
    this.typed.set(text);
  }
}
