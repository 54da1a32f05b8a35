import {
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { formatPhoneNumber } from '#contracts/phone-number.js';
import { PORTAL_CONFIG } from '../../core/config/portal-config.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { CODE_LENGTH, codeFromText } from './code-from-text.js';
import { SignInFlow } from './sign-in-flow.js';

/** Asks for the code: one real field, because phones fill in only one. */
@Component({ selector: 'bp-code-step', templateUrl: './code-step.html' })
export class CodeStep {
  private readonly translator = inject(Translator);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private readonly isIncomplete = signal(false);

  protected readonly flow = inject(SignInFlow);
  protected readonly t = this.translator.t;
  protected readonly inboxUrl = inject(PORTAL_CONFIG).inboxUrl;
  protected readonly code = signal('');
  protected readonly isChecking = computed(() => this.flow.busy() === 'checking');
  /** Unbreakable: a number cut in two lines is hard to check. */
  protected readonly phone = computed(() =>
    formatPhoneNumber(this.flow.sentTo() ?? '').replaceAll(' ', '\u00a0'),
  );
  protected readonly error = computed(() => {
    if (this.isIncomplete()) return this.t('code.incomplete');
    if (this.flow.mustWait()) return this.t('code.mustWait');
    const failure = this.flow.failure();
    return failure && getErrorMessage(failure, this.translator);
  });
  /** An SMS that cannot be sent yet says nothing against the code typed here. */
  protected readonly isWrong = computed(() => this.error() !== null && !this.flow.mustWait());
  protected readonly tries = computed(() => {
    const left = this.flow.triesLeft();
    if (left === null || left === 0) return null;
    return left === 1 ? this.t('code.triesLeftOne') : this.t('code.triesLeftMany', { count: left });
  });
  protected readonly news = computed(() => {
    const news = this.flow.news();
    return news && this.t(news === 'resent' ? 'code.resent' : 'code.alreadySent');
  });
  protected readonly resendLabel = computed(() => {
    if (this.flow.busy() === 'resending') return this.t('code.resending');
    const seconds = this.flow.countdown.secondsLeft();
    return seconds > 0 ? this.t('code.resendIn', { time: clockTime(seconds) }) : this.t('code.resend');
  });

  constructor() {
    effect(() => {
      if (this.flow.needsNewCode() || this.flow.news() === 'resent') untracked(() => this.empty());
    });
    effect(() => {
      // A wrong code is replaced by the first digit typed.
      if (this.flow.failure() && !this.flow.busy()) untracked(() => this.field().nativeElement.select());
    });
  }

  focus(): void {
    this.field().nativeElement.focus();
  }

  protected async fill(text: string): Promise<void> {
    this.isIncomplete.set(false);
    const code = codeFromText(text);
    this.code.set(code);
    // What was typed may differ from what the field should show although the code is the same.
    this.field().nativeElement.value = code;
    if (code.length === CODE_LENGTH) await this.flow.confirm(code);
  }

  /** Pasting replaces whatever stands in the field, wherever the caret is. */
  protected async paste(event: ClipboardEvent): Promise<void> {
    const text = event.clipboardData?.getData('text') ?? '';
    if (codeFromText(text).length < CODE_LENGTH) return;
    event.preventDefault();
    await this.fill(text);
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    if (this.flow.needsNewCode()) return;
    if (this.code().length === CODE_LENGTH) {
      await this.flow.confirm(this.code());
      return;
    }
    this.isIncomplete.set(true);
    this.focus();
  }

  protected async resend(): Promise<void> {
    await this.flow.resend();
    this.focus();
  }

  private empty(): void {
    this.code.set('');
    this.field().nativeElement.value = '';
  }
}

function clockTime(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
