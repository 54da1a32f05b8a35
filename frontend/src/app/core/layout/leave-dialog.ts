import { Component, inject, viewChild } from '@angular/core';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog.js';
import { Translator } from '../i18n/translator.js';

/** Asks whether a page may be left although something on it is not saved. */
@Component({
  selector: 'bp-leave-dialog',
  imports: [ConfirmDialog],
  template: `
    <bp-confirm-dialog
      name="leave"
      [title]="t('leave.title')"
      [confirmLabel]="t('leave.go')"
      [cancelLabel]="t('leave.stay')"
      (confirmed)="dialog().close()"
      (closed)="answer($event)"
    >
      <p>{{ t('leave.text') }}</p>
    </bp-confirm-dialog>
  `,
})
export class LeaveDialog {
  private answers: ((mayLeave: boolean) => void)[] = [];

  protected readonly dialog = viewChild.required(ConfirmDialog);
  protected readonly t = inject(Translator).t;

  async ask(): Promise<boolean> {
    const isOpen = this.answers.length > 0;
    return await new Promise((resolve) => {
      this.answers.push(resolve);
      if (!isOpen) this.dialog().open();
    });
  }

  protected answer(mayLeave: boolean): void {
    for (const answer of this.answers.splice(0)) answer(mayLeave);
  }
}
