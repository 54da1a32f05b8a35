import { Component, ElementRef, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { type FieldTree, FormField, type ValidationError } from '@angular/forms/signals';
import { type FieldError, type FieldErrorCode } from '#contracts/error-codes.js';
import { type IndianState } from '#contracts/indian-states.js';
import { parsePinCode, statesOfPinCode } from '#contracts/pin-code.js';
import { PROFILE_LIMITS } from '#contracts/user.js';
import { LabelledField } from '../../shared/ui/labelled-field.js';
import { stateChoices, stateName } from '../i18n/state-names.js';
import { Translator } from '../i18n/translator.js';
import { SHOP_FIELDS, type ShopField, type ShopForm } from './shop-rules.js';

const SERVERS = 'server';

/** What the API refused, beside the fields it is about. */
export function besideFields(
  shop: FieldTree<ShopForm>,
  errors: readonly FieldError[],
): ValidationError.WithFieldTree[] {
  return SHOP_FIELDS.flatMap((field) => {
    const found = errors.find((error) => error.field === field);
    return found ? [{ fieldTree: shop[field], kind: SERVERS, message: found.code }] : [];
  });
}

/** The fields about a shop and its owner; the PIN code suggests the state. */
@Component({
  selector: 'bp-shop-fields',
  imports: [FormField, LabelledField],
  templateUrl: './shop-fields.html',
})
export class ShopFields {
  private readonly translator = inject(Translator);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly filledIn = signal<IndianState | null>(null);
  private pinCodeBefore: string | null = null;

  readonly shop = input.required<FieldTree<ShopForm>>();

  protected readonly t = this.translator.t;
  protected readonly states = computed(() => stateChoices(this.translator));
  /** States to choose from with one tap, where the PIN code leaves more than one or says another than was chosen. */
  protected readonly suggestions = computed(() => {
    const { pincode, state } = this.shop()().value();
    const likely = statesOfPinCode(parsePinCode(pincode) ?? '');
    return likely.some((name) => name === state)
      ? []
      : likely.map((value) => ({ value, name: stateName(value, this.translator) }));
  });
  protected readonly stateHint = computed(() => {
    const state = this.shop().state().value();
    return state !== '' && state === this.filledIn() ? this.t('shop.stateSuggested') : '';
  });

  constructor() {
    effect(() => {
      const pinCode = parsePinCode(this.shop().pincode().value());
      if (pinCode !== null) untracked(() => this.suggestState(pinCode));
    });
  }

  focusFirstWrong(): void {
    const wrong = SHOP_FIELDS.find((field) => this.shop()[field]().invalid());
    if (wrong) this.host.querySelector<HTMLElement>(`#${wrong}`)?.focus();
  }

  protected errorOf(field: ShopField): string | null {
    const state = this.shop()[field]();
    const [error] = state.errors();
    return error && state.touched() ? this.sentence(field, error) : null;
  }

  protected choose(state: IndianState): void {
    this.shop().state().value.set(state);
    this.host.querySelector<HTMLElement>('#state')?.focus();
  }

  /** Fills the state in while the owner has not chosen one. */
  private suggestState(pinCode: string): void {
    if (pinCode === this.pinCodeBefore) return;
    this.pinCodeBefore = pinCode;
    const state = this.shop().state();
    const [only, another] = statesOfPinCode(pinCode);
    if (only === undefined || another !== undefined) return;
    if (state.value() !== '' && state.value() !== this.filledIn()) return;
    if (state.value() === only) return;
    state.value.set(only);
    this.filledIn.set(only);
  }

  private sentence(field: ShopField, error: ValidationError): string {
    if (error.kind === SERVERS) return this.t(`fields.${(error.message ?? 'invalid') as FieldErrorCode}`);
    if (error.kind === 'pincode') return this.t('shop.pincodeWrong');
    if (error.kind === 'required' && field !== 'ownerName') return this.t(`shop.${field}Missing`);
    const limit = field === 'shopName' || field === 'ownerName' ? PROFILE_LIMITS[field] : PROFILE_LIMITS.city;
    return this.t('shop.tooLong', { limit });
  }
}
