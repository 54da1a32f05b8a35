import { Component, ElementRef, computed, effect, inject, signal, untracked } from '@angular/core';
import { FormField, type ValidationError, form, submit } from '@angular/forms/signals';
import { ActivatedRoute, Router } from '@angular/router';
import { type FieldError } from '#contracts/error-codes.js';
import { type IndianState } from '#contracts/indian-states.js';
import { formatPhoneNumber } from '#contracts/phone-number.js';
import { parsePinCode, statesOfPinCode } from '#contracts/pin-code.js';
import { PROFILE_LIMITS } from '#contracts/user.js';
import { type ApiFailure, toApiFailure } from '../../core/api/api-failure.js';
import { UsersClient } from '../../core/api/users-client.js';
import { AFTER_SIGN_IN, returnUrlOf } from '../../core/auth/return-url.js';
import { Session } from '../../core/auth/session.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { LabelledField } from '../../shared/ui/labelled-field.js';
import { Notice } from '../../shared/ui/notice.js';
import { ShopDraft, type ShopForm } from './shop-draft.js';
import { shopRules } from './shop-rules.js';
import { stateChoices, stateName } from '../../core/i18n/state-names.js';

type ShopField = keyof ShopForm;

/** A new owner tells about the shop. It may wait, and nothing typed is lost on the way. */
@Component({
  selector: 'bp-shop-profile-page',
  imports: [FormField, LabelledField, Notice],
  providers: [ShopDraft],
  templateUrl: './shop-profile-page.html',
})
export class ShopProfilePage {
  private readonly session = inject(Session);
  private readonly users = inject(UsersClient);
  private readonly router = inject(Router);
  private readonly translator = inject(Translator);
  private readonly draft = inject(ShopDraft);
  private readonly page = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly next = returnUrlOf(inject(ActivatedRoute).snapshot.queryParams) ?? AFTER_SIGN_IN;
  private readonly shop = signal(this.draft.read(this.session.user()));
  private readonly refusal = signal<ApiFailure | null>(null);
  private readonly filledIn = signal<IndianState | null>(null);

  protected readonly t = this.translator.t;
  protected readonly form = form(this.shop, shopRules);
  protected readonly isSaving = computed(() => this.form().submitting());
  protected readonly phone = computed(() => formatPhoneNumber(this.session.user()?.phoneNumber ?? ''));
  protected readonly states = computed(() => stateChoices(this.translator.language()));
  protected readonly failure = computed(() => {
    const refusal = this.refusal();
    return refusal && getErrorMessage(refusal, this.translator);
  });
  /** States to choose from with one tap, where the PIN code leaves more than one or says another than was chosen. */
  protected readonly suggestions = computed(() => {
    const { pincode, state } = this.shop();
    const likely = statesOfPinCode(parsePinCode(pincode) ?? '');
    return likely.some((name) => name === state)
      ? []
      : likely.map((value) => ({ value, name: stateName(value, this.translator.language()) }));
  });
  protected readonly stateHint = computed(() =>
    this.shop().state !== '' && this.shop().state === this.filledIn() ? this.t('shop.stateSuggested') : '',
  );

  constructor() {
    effect(() => this.draft.write(this.shop(), untracked(this.session.user)));
    effect(() => {
      const pinCode = parsePinCode(this.form.pincode().value());
      if (pinCode !== null) untracked(() => this.suggestState(statesOfPinCode(pinCode)));
    });
  }

  protected errorOf(field: ShopField): string | null {
    const state = this.form[field]();
    const [error] = state.errors();
    return error && state.touched() ? this.sentence(field, error) : null;
  }

  protected choose(state: IndianState): void {
    this.form.state().value.set(state);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.refusal.set(null);
    await submit(this.form, {
      action: async () => await this.send(),
      onInvalid: () => this.focusFirstError(),
    });
  }

  protected async later(): Promise<void> {
    await this.router.navigateByUrl(this.next);
  }

  private async send(): Promise<ValidationError.WithFieldTree[]> {
    const { shopName, pincode, city, state, ownerName } = this.shop();
    try {
      const user = await this.users.update({
        shopName: shopName.trim(),
        pincode: parsePinCode(pincode) ?? pincode,
        city: city.trim(),
        state,
        ownerName: ownerName.trim() || null,
      });
      this.session.refresh(user);
      this.draft.clear();
      await this.router.navigateByUrl(this.next);
      return [];
    } catch (error) {
      const failure = toApiFailure(error);
      this.refusal.set(failure);
      return failure.fieldErrors.flatMap((fieldError) => this.besideField(fieldError));
    }
  }

  private besideField({ field, code }: FieldError): ValidationError.WithFieldTree[] {
    return isShopField(field)
      ? [{ fieldTree: this.form[field], kind: 'server', message: this.t(`fields.${code}`) }]
      : [];
  }

  /** Fills the state in while the owner has not chosen one. */
  private suggestState(states: readonly IndianState[]): void {
    const state = this.form.state();
    const [only, another] = states;
    if (only === undefined || another !== undefined) return;
    if (state.value() !== '' && state.value() !== this.filledIn()) return;
    state.value.set(only);
    this.filledIn.set(only);
  }

  private sentence(field: ShopField, error: ValidationError): string {
    if (error.kind === 'server') return error.message ?? '';
    if (error.kind === 'pincode') return this.t('shop.pincodeWrong');
    if (error.kind === 'required' && field !== 'ownerName') return this.t(`shop.${field}Missing`);
    const limit = field === 'shopName' || field === 'ownerName' ? PROFILE_LIMITS[field] : PROFILE_LIMITS.city;
    return this.t('shop.tooLong', { limit });
  }

  private focusFirstError(): void {
    const wrong = (['shopName', 'pincode', 'city', 'state', 'ownerName'] as const).find((field) =>
      this.form[field]().invalid(),
    );
    this.page.nativeElement.querySelector<HTMLElement>(`#${wrong ?? ''}`)?.focus();
  }
}

function isShopField(field: string): field is ShopField {
  return ['shopName', 'pincode', 'city', 'state', 'ownerName'].includes(field);
}
