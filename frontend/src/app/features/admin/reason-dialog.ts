import {
  Component,
  DestroyRef,
  type ElementRef,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { LONGEST_REASON } from '#contracts/admin.js';
import { type ApiFailure, toApiFailure } from '../../core/api/api-failure.js';
import { getErrorMessage } from '../../core/errors/get-error-message.js';
import { Translator } from '../../core/i18n/translator.js';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog.js';
import { LabelledField } from '../../shared/ui/labelled-field.js';
import { Notice } from '../../shared/ui/notice.js';

/**
 * Says what will happen, asks why, and does it once however often it is pressed. What was typed stays until it is
 * done. What else has to be chosen comes as content.
 */
@Component({
  selector: 'bp-reason-dialog',
  imports: [ConfirmDialog, LabelledField, Notice],
  // A closed dialog takes no room among the buttons it stands between.
  host: { class: 'contents' },
  template: `
    <bp-confirm-dialog
      [name]="name()"
      [title]="title()"
      [confirmLabel]="isBusy() ? t('admin.dialog.busy') : confirmLabel()"
      [cancelLabel]="t('admin.dialog.cancel')"
      [isDangerous]="isDangerous()"
      [isBusy]="isBusy()"
      (confirmed)="run()"
      (closed)="tellRefusal()"
    >
      <p class="text-ink-soft">{{ text() }}</p>
      <ng-content />
      <bp-labelled-field
        class="mt-4"
        [controlId]="name() + '-reason'"
        [label]="t('admin.dialog.reason')"
        [hint]="t('admin.dialog.reasonHint')"
        [error]="isMissing() ? t('admin.dialog.reasonMissing') : null"
      >
        <textarea
          #field
          class="field"
          rows="3"
          [id]="name() + '-reason'"
          [attr.maxlength]="longest"
          [attr.aria-describedby]="name() + '-reason-note'"
          [class.field-wrong]="isMissing()"
          [attr.aria-invalid]="isMissing() ? 'true' : null"
          [readonly]="isBusy()"
          [value]="reason()"
          (input)="type(field.value)"
        ></textarea>
      </bp-labelled-field>
      <div aria-live="assertive">
        @if (failure(); as sentence) {
          <bp-notice tone="alert" class="mt-2">
            <p>{{ sentence }}</p>
            @if (isUnsure()) {
              <p class="mt-1 text-sm">{{ t('admin.dialog.unsure') }}</p>
            }
            <p class="mt-1 text-sm">{{ t('admin.dialog.typedIsKept') }}</p>
          </bp-notice>
        }
      </div>
    </bp-confirm-dialog>
  `,
})
export class ReasonDialog {
  private readonly translator = inject(Translator);
  private readonly life = inject(DestroyRef);
  private readonly dialog = viewChild.required(ConfirmDialog);
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  private readonly refusal = signal<ApiFailure | null>(null);

  /** Tells its parts from those of other dialogs on the page. */
  readonly name = input.required<string>();
  readonly title = input.required<string>();
  readonly text = input.required<string>();
  readonly confirmLabel = input.required<string>();
  /** Whether it takes something away from the shop. */
  readonly isDangerous = input(false);
  /** Does it; throws ApiFailure. */
  readonly act = input.required<(reason: string) => Promise<void>>();
  /** Whether what else has to be chosen is in order; says on the spot what is not. */
  readonly isReady = input<() => boolean>(() => true);
  /** It is done, and the dialog is gone. */
  readonly done = output();
  /** The dialog was closed after the API had refused. */
  readonly refused = output<ApiFailure>();

  protected readonly longest = LONGEST_REASON;
  protected readonly t = this.translator.t;
  protected readonly reason = signal('');
  protected readonly isMissing = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly isUnsure = computed(() => {
    const code = this.refusal()?.code;
    return code === 'network' || code === 'unexpected';
  });
  protected readonly failure = computed(() => {
    const refusal = this.refusal();
    return refusal && getErrorMessage(refusal, this.translator);
  });

  open(): void {
    this.refusal.set(null);
    this.isMissing.set(false);
    this.dialog().open();
  }

  protected type(reason: string): void {
    this.reason.set(reason);
    this.isMissing.set(false);
  }

  protected async run(): Promise<void> {
    if (this.isBusy() || !this.isReady()() || !this.hasReason()) return;
    this.refusal.set(null);
    this.isBusy.set(true);
    try {
      await this.act()(this.reason().trim());
    } catch (error) {
      this.refusal.set(toApiFailure(error));
      return;
    } finally {
      this.isBusy.set(false);
    }
    // Who has left the page meanwhile is told nothing on another one.
    if (this.life.destroyed) return;
    this.reason.set('');
    this.dialog().close();
    this.done.emit();
  }

  protected tellRefusal(): void {
    const refusal = this.refusal();
    if (refusal) this.refused.emit(refusal);
  }

  private hasReason(): boolean {
    this.isMissing.set(this.reason().trim() === '');
    if (this.isMissing()) this.field().nativeElement.focus();
    return !this.isMissing();
  }
}
