import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });

// What the sign-in tells developers would drown what the tests tell.
beforeEach(() => jest.spyOn(console, 'debug').mockImplementation());

// jsdom draws no modal dialogs: here one is merely open or not, and gives the focus back as browsers do.
let focusedBefore: Element | null = null;
HTMLDialogElement.prototype.showModal = function showModal() {
  focusedBefore = document.activeElement;
  this.open = true;
  this.querySelector('button')?.focus();
};
HTMLDialogElement.prototype.close = function close() {
  if (!this.open) return;
  this.open = false;
  if (focusedBefore instanceof HTMLElement) focusedBefore.focus();
  this.dispatchEvent(new Event('close'));
};

// Nor does it lay anything out that could be scrolled.
window.scrollTo = () => undefined;
