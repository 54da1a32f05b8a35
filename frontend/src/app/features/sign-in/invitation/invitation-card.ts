import {
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import {
  REFERRAL_CODE_INPUT_LIMIT,
  REWARD_UPLOADS,
  type Referrer,
  parseReferralCode,
} from '#contracts/referral.js';
import { logAuthStep } from '../../../core/errors/log-auth-step.js';
import { Translator } from '../../../core/i18n/translator.js';
import { CodeLookUp } from '../../../core/invitation/code-look-up.js';
import { KeptInvitation } from '../../../core/invitation/kept-invitation.js';
import { referrerName } from '../../../core/invitation/referrer-name.js';
import { LabelledField } from '../../../shared/ui/labelled-field.js';
import { Notice } from '../../../shared/ui/notice.js';

/** Shows who invites, or takes a code by hand in any notation. Nothing here holds up a sign-in. */
@Component({
  selector: 'bp-invitation-card',
  imports: [LabelledField, Notice],
  templateUrl: './invitation-card.html',
  host: { class: 'block', '(window:online)': 'ask()' },
})
export class InvitationCard {
  private readonly lookUp = inject(CodeLookUp);
  private readonly injector = inject(Injector);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  private readonly changeButton = viewChild<ElementRef<HTMLButtonElement>>('change');
  private readonly unknownCode = signal<string | null>(null);
  private readonly refusal = signal<'empty' | 'unreadable' | null>(null);
  /** What was kept when the typing began. */
  private before: string | null = null;

  /** No code is kept and none is wanted. */
  readonly closed = output();

  protected readonly t = inject(Translator).t;
  protected readonly kept = inject(KeptInvitation);
  protected readonly longest = REFERRAL_CODE_INPUT_LIMIT;
  protected readonly uploads = REWARD_UPLOADS;
  protected readonly typed = signal('');
  private readonly wantsToType = signal(this.kept.code() === null);
  protected readonly isTyping = computed(() => this.wantsToType() || this.kept.code() === null);
  protected readonly isUnknown = computed(() => this.unknownCode() === this.kept.code());
  protected readonly hint = computed(() => {
    const code = parseReferralCode(this.typed());
    const isKept = code !== null && code === this.kept.code();
    return isKept ? this.t('invitation.isKept', { code }) : this.t('invitation.hint');
  });
  protected readonly error = computed(() => {
    const refusal = this.refusal();
    return refusal && this.t(`invitation.${refusal}`);
  });

  constructor() {
    effect(() => {
      if (this.kept.code() !== null) untracked(() => void this.ask());
    });
  }

  focus(): void {
    this.field()?.nativeElement.focus();
  }

  protected nameOf(referrer: Referrer): string {
    return referrerName(referrer, this.t('invitation.someShop'));
  }

  /** The code stands in the field, to be compared with the one that was sent. */
  protected startTyping(): void {
    this.before = this.kept.code();
    this.typed.set(this.before ?? '');
    this.wantsToType.set(true);
    afterNextRender(() => this.focus(), { injector: this.injector });
  }

  protected type(text: string): void {
    this.refusal.set(null);
    this.typed.set(text);
  }

  /**
   * Whoever types a code and goes on to the number has given it, pressed button or not. The field stays, because a page
   * that moves at that moment makes the next press miss.
   */
  protected keepIfWhole(): void {
    const code = parseReferralCode(this.typed());
    if (code !== null) this.kept.keep(code);
    else if (this.typed().trim() !== '') this.refusal.set('unreadable');
  }

  protected use(event: Event): void {
    event.preventDefault();
    const code = parseReferralCode(this.typed());
    if (code === null) {
      this.refusal.set(this.typed().trim() === '' ? 'empty' : 'unreadable');
      this.focus();
      return;
    }
    this.kept.keep(code);
    this.showKept();
  }

  protected cancel(): void {
    this.refusal.set(null);
    if (this.before === null) this.kept.forget(parseReferralCode(this.typed()));
    else this.kept.keep(this.before);
    if (this.kept.code() === null) this.closed.emit();
    else this.showKept();
  }

  protected remove(): void {
    this.kept.forget();
    this.closed.emit();
  }

  /** Without an answer the code is kept all the same, and the exchange says what it is worth. */
  protected async ask(): Promise<void> {
    const code = this.kept.code();
    if (code === null || this.kept.referrer() !== null || this.isUnknown()) return;
    try {
      const { valid, referrer } = await this.lookUp.whose(code);
      if (valid && referrer) this.kept.knowReferrer(code, referrer);
      else this.unknownCode.set(code);
    } catch (error) {
      logAuthStep('the invitation code was not looked up', error);
    }
  }

  private showKept(): void {
    this.wantsToType.set(false);
    afterNextRender(() => this.changeButton()?.nativeElement.focus(), { injector: this.injector });
  }
}
