import {
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { getErrorMessage } from '../errors/get-error-message.js';
import { Translator } from '../i18n/translator.js';
import { CODE_LENGTH, codeFromText, holdsCodeAlone } from './code-from-text.js';
import { type CodeEntry } from './code-trial.js';

/** Asks for the code: one real field, because phones fill in only one. */
@Component({ selector: 'bp-code-form', host: { class: 'block' }, templateUrl: './code-form.html' })
export class CodeForm {
  private readonly translator = inject(Translator);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private readonly isIncomplete = signal(false);
  /** An SMS may be faster than the answer that it was sent; a code that came so is tried then. */
  private readonly early = signal<string | null>(null);
  /** A connection that failed, or an SMS that cannot be sent yet, says nothing against the code typed here. */
  private readonly isRefused = computed(
    () => this.entry().failure()?.code === 'form_code_incorrect' || this.entry().needsNewCode(),
  );

  readonly entry = input.required<CodeEntry>();
  /** What the button says instead of “Confirm”; such a button is pressed by a person, six digits alone do nothing. */
  readonly confirmLabel = input('');

  protected readonly t = this.translator.t;
  protected readonly inboxUrl = inject(PORTAL_CONFIG).inboxUrl;
  protected readonly code = signal('');
  protected readonly isChecking = computed(() => this.entry().busy() === 'checking');
  protected readonly error = computed(() => {
    if (this.isIncomplete()) return this.t('code.incomplete');
    if (this.entry().mustWait()) return this.t('code.mustWait');
    const failure = this.entry().failure();
    return failure && getErrorMessage(failure, this.translator);
  });
  protected readonly isWrong = computed(() => this.isIncomplete() || this.isRefused());
  protected readonly tries = computed(() => {
    const left = this.entry().triesLeft();
    if (left === null || left === 0) return null;
    return this.translator.count('code.triesLeft', left);
  });
  protected readonly news = computed(() => {
    const news = this.entry().news();
    return news && this.t(news === 'resent' ? 'code.resent' : 'code.alreadySent');
  });
  protected readonly resendLabel = computed(() => {
    if (this.entry().busy() === 'resending') return this.t('code.resending');
    const seconds = this.entry().countdown.secondsLeft();
    return seconds > 0 ? this.t('code.resendIn', { time: clockTime(seconds) }) : this.t('code.resend');
  });

  constructor() {
    effect(() => {
      if (this.entry().needsNewCode() || this.entry().news() === 'resent') untracked(() => this.empty());
    });
    effect(() => {
      const code = this.early();
      if (code !== null && !this.entry().busy()) untracked(() => this.tryEarly(code));
    });
    effect(() => {
      // A wrong code is replaced by the first digit typed.
      if (this.isRefused() && !this.entry().busy()) untracked(() => this.field().nativeElement.select());
    });
  }

  focus(): void {
    this.field().nativeElement.focus();
  }

  protected async fill(text: string): Promise<void> {
    this.isIncomplete.set(false);
    const code = codeFromText(text);
    // A seventh digit beside a code that was refused would try the same one again: Clerk takes few tries.
    const isNewCode = code !== this.code() && holdsCodeAlone(text);
    this.code.set(code);
    // What was typed may differ from what the field should show although the code is the same.
    this.field().nativeElement.value = code;
    if (isNewCode && this.confirmLabel() === '') await this.try(code);
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
    if (this.entry().needsNewCode()) return;
    if (this.code().length === CODE_LENGTH) {
      await this.try(this.code());
      return;
    }
    this.isIncomplete.set(true);
    this.focus();
  }

  protected async resend(): Promise<void> {
    await this.entry().resend();
    this.focus();
  }

  private async try(code: string): Promise<void> {
    if (this.entry().busy() === 'sending') this.early.set(code);
    else await this.entry().confirm(code);
  }

  /** Unless it was not sent after all, or something else is typed by now. */
  private tryEarly(code: string): void {
    this.early.set(null);
    if (code === this.code() && !this.entry().failure()) void this.entry().confirm(code);
  }

  private empty(): void {
    this.code.set('');
    this.field().nativeElement.value = '';
  }
}

function clockTime(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
