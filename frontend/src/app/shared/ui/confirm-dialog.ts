import { Component, type ElementRef, input, output, viewChild } from '@angular/core';

/**
 * Asks before something that cannot be taken back. The browser's own modal dialog: it holds the focus, closes on
 * Escape and gives the focus back. The way out comes first, so that a hasty Enter does nothing.
 */
@Component({
  selector: 'bp-confirm-dialog',
  template: `
    <dialog
      #dialog
      class="dialog"
      [attr.aria-labelledby]="name() + '-title'"
      [attr.aria-describedby]="name() + '-text'"
      (cancel)="keepOpenWhileBusy($event)"
      (close)="settle()"
    >
      <h2 class="font-display text-2xl leading-tight font-semibold text-balance" [id]="name() + '-title'">
        {{ title() }}
      </h2>
      <div class="mt-3" [id]="name() + '-text'"><ng-content /></div>
      <div class="mt-6 flex flex-wrap justify-end gap-3">
        <button
          type="button"
          class="button button-quiet max-sm:w-full"
          [attr.aria-disabled]="isBusy() ? 'true' : null"
          (click)="dismiss()"
        >
          {{ cancelLabel() }}
        </button>
        <button
          #confirmButton
          type="button"
          class="button max-sm:w-full"
          [class]="isDangerous() ? 'button-danger' : 'button-primary'"
          [attr.aria-disabled]="isBusy() ? 'true' : null"
          (click)="confirm()"
        >
          @if (isBusy()) {
            <span class="spinner" aria-hidden="true"></span>
          }
          {{ confirmLabel() }}
        </button>
      </div>
    </dialog>
  `,
})
export class ConfirmDialog {
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly confirmButton = viewChild.required<ElementRef<HTMLButtonElement>>('confirmButton');

  /** Tells its parts from those of other dialogs on the page. */
  readonly name = input.required<string>();
  readonly title = input.required<string>();
  readonly confirmLabel = input.required<string>();
  readonly cancelLabel = input.required<string>();
  /** Whether a yes takes something away from somebody. */
  readonly isDangerous = input(false);
  /** While what was confirmed is under way. */
  readonly isBusy = input(false);
  /** The owner said yes; whoever asked closes the dialog. */
  readonly confirmed = output();
  /** The dialog is gone, with or without a yes before. */
  readonly closed = output<boolean>();

  private isConfirmed = false;
  private isAsking = false;

  open(): void {
    this.isConfirmed = false;
    this.isAsking = true;
    this.dialog().nativeElement.showModal();
  }

  close(): void {
    const wasAsking = this.isAsking;
    this.isAsking = false;
    this.dialog().nativeElement.close();
    if (wasAsking) this.closed.emit(this.isConfirmed);
  }

  /** The browser tells of the end a moment later, when the next question may have been asked already. */
  protected settle(): void {
    if (!this.isAsking || this.dialog().nativeElement.open) return;
    if (this.isBusy()) this.showAgain();
    else this.close();
  }

  protected confirm(): void {
    if (this.isBusy()) return;
    this.isConfirmed = true;
    this.confirmed.emit();
  }

  protected dismiss(): void {
    if (this.isBusy()) return;
    this.isConfirmed = false;
    this.close();
  }

  protected keepOpenWhileBusy(event: Event): void {
    if (this.isBusy()) event.preventDefault();
    else this.isConfirmed = false;
  }

  /**
   * Browsers let nobody prevent Escape after Escape. What becomes of what is under way is told here alone, so the
   * dialog comes back, with the focus on the button that says that it is under way.
   */
  private showAgain(): void {
    this.dialog().nativeElement.showModal();
    this.confirmButton().nativeElement.focus();
  }
}
