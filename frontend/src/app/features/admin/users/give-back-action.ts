import { Component, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { type AdminUserDetail } from '#contracts/admin.js';
import { Translator } from '../../../core/i18n/translator.js';
import { LabelledField } from '../../../shared/ui/labelled-field.js';
import { AdminClient } from '../admin-client.js';
import { isId } from '../is-id.js';
import { ReasonDialog } from '../reason-dialog.js';
import { type ActionDone } from './action-done.js';

/** Gives a counted upload back, by the id that its client gave it. */
@Component({
  selector: 'bp-give-back-action',
  imports: [LabelledField, ReasonDialog],
  host: { class: 'grid' },
  template: `
    <button type="button" class="button button-quiet" (click)="dialog.open()">
      {{ t('admin.giveBack.open') }}
    </button>
    <bp-reason-dialog
      #dialog
      name="give-back"
      [title]="t('admin.giveBack.title', shop())"
      [text]="t('admin.giveBack.text')"
      [confirmLabel]="t('admin.giveBack.confirm')"
      [act]="act"
      [isReady]="isReady"
      (done)="tell()"
    >
      <bp-labelled-field
        class="mt-4"
        controlId="upload-id"
        [label]="t('admin.giveBack.upload')"
        [hint]="t('admin.giveBack.uploadHint')"
        [error]="isWrong() ? t('admin.giveBack.uploadWrong') : null"
      >
        <input
          #field
          id="upload-id"
          class="field font-mono"
          type="text"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="upload-id-note"
          [class.field-wrong]="isWrong()"
          [attr.aria-invalid]="isWrong() ? 'true' : null"
          [value]="typed()"
          (input)="type(field.value)"
        />
      </bp-labelled-field>
    </bp-reason-dialog>
  `,
})
export class GiveBackAction {
  private readonly client = inject(AdminClient);
  private readonly translator = inject(Translator);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private answer: AdminUserDetail | null = null;

  readonly user = input.required<AdminUserDetail>();
  readonly shop = input.required<{ shop: string }>();
  readonly done = output<ActionDone>();

  protected readonly t = this.translator.t;
  protected readonly typed = signal('');
  protected readonly isWrong = signal(false);

  protected readonly isReady = (): boolean => {
    this.isWrong.set(!isId(this.typed()));
    if (this.isWrong()) this.field().nativeElement.focus();
    return !this.isWrong();
  };
  protected readonly act = async (reason: string): Promise<void> => {
    this.answer = await this.client.giveBackUpload(this.user().id, this.typed().trim(), reason);
  };

  protected type(id: string): void {
    this.typed.set(id);
    this.isWrong.set(false);
  }

  protected tell(): void {
    if (!this.answer) return;
    const used = this.translator.number(this.answer.uploadsUsedThisMonth);
    const limit = this.translator.number(this.answer.monthlyUploadLimit);
    this.typed.set('');
    this.done.emit({
      account: this.answer,
      message: { key: 'admin.giveBack.done', params: { used, limit } },
    });
  }
}
