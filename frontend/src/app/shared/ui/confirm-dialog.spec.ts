import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { ConfirmDialog } from './confirm-dialog.js';

let dialog: ComponentFixture<ConfirmDialog>;
let answers: boolean[];

const element = (): HTMLDialogElement => (dialog.nativeElement as HTMLElement).querySelector('dialog')!;
const press = (name: string): void =>
  [...element().querySelectorAll('button')].find((button) => button.textContent.includes(name))!.click();

beforeEach(() => {
  dialog = TestBed.createComponent(ConfirmDialog);
  for (const [name, value] of Object.entries({
    name: 'leave',
    title: 'Leave?',
    confirmLabel: 'Go',
    cancelLabel: 'Stay',
  }))
    dialog.componentRef.setInput(name, value);
  dialog.detectChanges();
  answers = [];
  dialog.componentInstance.closed.subscribe((answer) => answers.push(answer));
  dialog.componentInstance.open();
});

describe(ConfirmDialog.name, () => {
  it('answers once, whatever the browser tells afterwards', () => {
    press('Stay');
    element().dispatchEvent(new Event('close'));
    expect(answers).toEqual([false]);
  });

  it('does not take the end of one question for the answer to the next', () => {
    press('Stay');
    dialog.componentInstance.open();
    element().dispatchEvent(new Event('close'));
    expect(answers).toEqual([false]);
    press('Go');
    dialog.componentInstance.close();
    expect(answers).toEqual([false, true]);
  });

  describe('while what was confirmed is under way', () => {
    const setBusy = (isBusy: boolean): void => {
      dialog.componentRef.setInput('isBusy', isBusy);
      dialog.detectChanges();
    };

    beforeEach(() => {
      document.body.append(dialog.nativeElement as HTMLElement);
      press('Go');
      setBusy(true);
    });
    afterEach(() => (dialog.nativeElement as HTMLElement).remove());

    it('refuses to be cancelled', () => {
      const cancel = new Event('cancel', { cancelable: true });
      element().dispatchEvent(cancel);
      expect(cancel.defaultPrevented).toBe(true);
    });

    it('comes back when the browser closes it all the same, the focus on what says that it is busy', () => {
      for (let n = 0; n < 2; n += 1) {
        element().close();
        expect(element().open).toBe(true);
        expect(document.activeElement?.textContent).toContain('Go');
      }
      expect(answers).toEqual([]);
      setBusy(false);
      press('Stay');
      expect(element().open).toBe(false);
      expect(answers).toEqual([false]);
    });

    it('goes when whoever asked closes it, though it still looks busy', () => {
      dialog.componentInstance.close();
      expect(element().open).toBe(false);
      expect(answers).toEqual([true]);
    });
  });
});
