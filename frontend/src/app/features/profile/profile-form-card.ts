import {
  Component,
  DestroyRef,
  afterNextRender,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { FormField, type ValidationError, apply, form, submit } from '@angular/forms/signals';
import { LANGUAGES, type UserProfile } from '#contracts/user.js';
import { ApiFailure, toApiFailure } from '../../core/api/api-failure.js';
import { UsersClient } from '../../core/api/users-client.js';
import { Session } from '../../core/auth/session.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { LANGUAGE_REGISTRY } from '../../core/i18n/language-registry.js';
import { Translator } from '../../core/i18n/translator.js';
import { LeaveDialog } from '../../core/layout/leave-dialog.js';
import { askAgainAfter } from '../../core/offline/ask-again.js';
import { Connection } from '../../core/offline/connection.js';
import { DeliberateReload } from '../../core/offline/deliberate-reload.js';
import { FreshProfile } from '../../core/profile/fresh-profile.js';
import {
  ProfileDraft,
  type ProfileForm,
  changesOf,
  knownBeneath,
  profileFormOf,
} from '../../core/profile/profile-draft.js';
import { ShopFields, besideFields } from '../../core/profile/shop-fields.js';
import { shopRules } from '../../core/profile/shop-rules.js';
import { LabelledField } from '../../shared/ui/labelled-field.js';
import { Notice } from '../../shared/ui/notice.js';
import { rebased } from './rebased.js';
import { UnansweredSave } from './unanswered-save.js';

/** What an owner may change. Shown is what was typed and, in every other field, what the server has now. */
@Component({
  selector: 'bp-profile-form-card',
  imports: [FormField, LabelledField, LeaveDialog, Notice, ShopFields],
  providers: [ProfileDraft],
  host: { class: 'block', '(window:beforeunload)': 'warnBeforeClosing($event)' },
  templateUrl: './profile-form-card.html',
})
export class ProfileFormCard {
  private readonly session = inject(Session);
  private readonly users = inject(UsersClient);
  private readonly translator = inject(Translator);
  private readonly draft = inject(ProfileDraft);
  private readonly connection = inject(Connection);
  private readonly profile = inject(FreshProfile);
  private readonly departure = inject(DeliberateReload);
  private readonly life = inject(DestroyRef);
  private readonly unanswered = new UnansweredSave();
  /** What was to be sent again was written elsewhere meanwhile. */
  private readonly isOvertaken = signal(false);
  private readonly refusal = signal<ApiFailure | null>(null);
  /** The server's values the fields began with; a field that still says the same was not touched. */
  private base = profileFormOf(this.session.user());
  private owner = this.session.user()?.id;
  private readonly typed = signal<ProfileForm>(this.draft.read(this.session.user()));
  private readonly savedAs = signal<ProfileForm | null>(null);
  private readonly fields = viewChild.required(ShopFields);
  private readonly leaveDialog = viewChild.required(LeaveDialog);
  private readonly changes = computed(() => changesOf(this.typed(), this.session.user()));

  protected readonly t = this.translator.t;
  protected readonly languages = LANGUAGES;
  protected readonly registry = inject(LANGUAGE_REGISTRY);
  protected readonly form = form(this.typed, (profile) => {
    // What was never given may stay so; what is there cannot be taken away, only written anew.
    apply(
      profile.shop,
      shopRules((field) => !this.session.user()?.[field]),
    );
  });
  protected readonly isSaving = computed(() => this.form().submitting());
  protected readonly isDirty = computed(() => Object.keys(this.changes()).length > 0);
  protected readonly isSaved = computed(() => this.savedAs() === this.typed());
  protected readonly saidUnchanged = signal(false);
  protected readonly failure = computed(() => {
    const refusal = this.refusal();
    if (this.isOvertaken()) return this.t('profile.overtaken');
    if (this.isQueued()) return this.t('offline.notSaved');
    return refusal && getErrorMessage(refusal, this.translator);
  });
  private readonly sentOver = computed(() => this.unanswered.overOf(this.typed()));
  private readonly savesByItself = computed(() => this.sentOver() !== null);
  private readonly isQueued = computed(
    () => this.refusal()?.code === 'network' && this.savesByItself() && this.connection.isOffline(),
  );
  protected readonly isKept = computed(() => this.refusal()?.isPassing === true && !this.isQueued());

  constructor() {
    effect(() => {
      const user = this.session.user();
      untracked(() => this.follow(user));
    });
    this.goOn();
    effect(() => {
      this.draft.write(this.typed(), untracked(this.session.user), this.sentOver());
    });
    askAgainAfter(
      () => (this.savesByItself() ? this.refusal() : null),
      () => this.sendAgain(),
    );
    effect(() => {
      if (this.isDirty()) this.saidUnchanged.set(false);
    });
  }

  async mayLeave(): Promise<boolean> {
    if (!this.isDirty() || !this.session.isSignedIn()) return true;
    const mayLeave = await this.leaveDialog().ask();
    if (mayLeave) this.discard();
    return mayLeave;
  }

  protected warnBeforeClosing(event: Event): void {
    if (this.isDirty() && this.session.isSignedIn() && !this.departure.isUnderWay) event.preventDefault();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isSaving()) return;
    this.refusal.set(null);
    this.isOvertaken.set(false);
    this.saidUnchanged.set(!this.isDirty());
    if (!this.isDirty()) return;
    await this.sendForm();
    this.fields().focusFirstWrong();
  }

  private async sendForm(): Promise<void> {
    // A page that slept may wake up with somebody else signed in, before it has taken their values.
    if (this.isSaving() || !this.isDirty() || this.session.user()?.id !== this.owner) return;
    await submit(this.form, async () => await this.send());
  }

  /**
   * Sends once more what nobody has answered, unless one of its fields was written since: that is a newer word than this
   * one, or this one itself, whose answer was lost.
   */
  private async sendAgain(): Promise<void> {
    await this.profile.read();
    // Left, or pressed again, while the profile was read.
    if (this.life.destroyed || this.isSaving() || !this.savesByItself()) return;
    const failure = this.profile.failure();
    if (failure) this.refusal.set(failure);
    else if (!this.isDirty()) this.settle();
    else if (this.unanswered.isOverTheSame(this.session.user())) await this.sendForm();
    else {
      this.forgetTry();
      this.isOvertaken.set(true);
    }
  }

  private async send(): Promise<ValidationError.WithFieldTree[]> {
    const sent = this.typed();
    const changes = this.changes();
    const before = this.session.user();
    this.unanswered.note(sent, knownBeneath(changes, before));
    try {
      const user = await this.users.update(changes);
      // What was typed on while the answer was under way stays; everything else is now the server's.
      this.base = sent;
      this.session.refresh(user, before);
      this.follow(this.session.user());
      this.form().reset();
      this.settle();
      if (changes.language) {
        await this.translator.speak(user.language);
        this.translator.choiceIsTold();
      }
      return [];
    } catch (error) {
      const failure = toApiFailure(error);
      this.refusal.set(failure);
      if (!failure.isPassing) this.unanswered.forget();
      return besideFields(this.form.shop, failure.fieldErrors);
    }
  }

  /** Goes on where the page was before a reload, or before the phone put it away: sends until it is saved. */
  private goOn(): void {
    const over = this.draft.sentOver(this.session.user());
    if (over === null || !this.isDirty()) return;
    this.unanswered.note(this.typed(), over);
    if (this.connection.isOffline()) this.refusal.set(new ApiFailure('network'));
    else afterNextRender(() => void this.sendAgain());
  }

  /** A page that leads on to a third would be asked again. */
  private discard(): void {
    this.draft.clear();
    this.typed.set(profileFormOf(this.session.user()));
  }

  /** The server has what was sent. */
  private settle(): void {
    this.forgetTry();
    this.draft.write(this.typed(), this.session.user());
    if (!this.isDirty()) this.savedAs.set(this.typed());
  }

  /** What is typed is its owner's to send again. */
  private forgetTry(): void {
    this.unanswered.forget();
    this.refusal.set(null);
  }

  /** Takes newer values of the server, perhaps written in another tab, into the fields nobody has touched. */
  private follow(user: UserProfile | null): void {
    if (user === null) return;
    const server = profileFormOf(user);
    if (user.id === this.owner) this.typed.update((typed) => rebased(typed, this.base, server));
    else this.typed.set(this.draft.read(user));
    this.owner = user.id;
    this.base = server;
  }
}
