import { Component, DestroyRef, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { type ValidationError, form, submit } from '@angular/forms/signals';
import { ActivatedRoute, Router } from '@angular/router';
import { formatPhoneNumber } from '#contracts/phone-number.js';
import { type ApiFailure, toApiFailure } from '../../core/api/api-failure.js';
import { UsersClient } from '../../core/api/users-client.js';
import { AFTER_SIGN_IN, returnUrlOf } from '../../core/auth/return-url.js';
import { Session } from '../../core/auth/session.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { InvitationNotice } from '../../core/invitation/invitation-notice.js';
import { ProfileDraft, shopUpdateOf } from '../../core/profile/profile-draft.js';
import { ShopFields, besideFields } from '../../core/profile/shop-fields.js';
import { shopRules } from '../../core/profile/shop-rules.js';
import { Toasts } from '../../core/toasts/toasts.js';
import { Notice } from '../../shared/ui/notice.js';

/** A new owner tells about the shop. It may wait, and nothing typed is lost on the way. */
@Component({
  selector: 'bp-shop-profile-page',
  imports: [InvitationNotice, Notice, ShopFields],
  providers: [ProfileDraft],
  templateUrl: './shop-profile-page.html',
})
export class ShopProfilePage {
  private readonly session = inject(Session);
  private readonly users = inject(UsersClient);
  private readonly router = inject(Router);
  private readonly translator = inject(Translator);
  private readonly draft = inject(ProfileDraft);
  private readonly toasts = inject(Toasts);
  private readonly next = returnUrlOf(inject(ActivatedRoute).snapshot.queryParams) ?? AFTER_SIGN_IN;
  private readonly shop = signal(this.draft.read(this.session.user()).shop);
  private readonly refusal = signal<ApiFailure | null>(null);
  private readonly fields = viewChild.required(ShopFields);
  private isLeft = false;

  protected readonly t = this.translator.t;
  protected readonly form = form(this.shop, shopRules());
  protected readonly isSaving = computed(() => this.form().submitting());
  protected readonly phone = computed(() => formatPhoneNumber(this.session.user()?.phoneNumber ?? ''));
  protected readonly failure = computed(() => {
    const refusal = this.refusal();
    return refusal && getErrorMessage(refusal, this.translator);
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.isLeft = true));
    effect(() => {
      const shop = this.shop();
      const user = untracked(this.session.user);
      this.draft.write({ shop, language: user?.language ?? 'en' }, user);
    });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.refusal.set(null);
    await submit(this.form, async () => await this.send());
    this.fields().focusFirstWrong();
  }

  protected async later(): Promise<void> {
    await this.router.navigateByUrl(this.next);
  }

  private async send(): Promise<ValidationError.WithFieldTree[]> {
    try {
      // The account speaks the language it was made in, on every device its owner signs in to later.
      const language = this.translator.language();
      const before = this.session.user();
      const user = await this.users.update({ ...shopUpdateOf(this.shop()), language });
      this.session.refresh(user, before);
      // Its owner went on without waiting: where they are now, and what they type there, stays.
      if (this.isLeft) return [];
      this.draft.clear();
      await this.router.navigateByUrl(this.next);
      this.toasts.show(this.t('profile.saved'));
      return [];
    } catch (error) {
      const failure = toApiFailure(error);
      this.refusal.set(failure);
      return besideFields(this.form, failure.fieldErrors);
    }
  }
}
