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
});
