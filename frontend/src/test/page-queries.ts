import { type ComponentFixture } from '@angular/core/testing';

/** What a person reads, in one line. */
export function shown(page: ComponentFixture<unknown>): string {
  return (page.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');
}

/** The control a label belongs to. */
export function labelled(page: ComponentFixture<unknown>, text: string): HTMLElement {
  const label = all(page, 'label').find((found) => found.textContent.includes(text));
  const control = label && document.getElementById(label.getAttribute('for') ?? '');
  if (!control) throw new Error(`no control is labelled “${text}”`);
  return control;
}

/** Presses a key where the focus is. */
export function pressKey(key: string, target: Element | null = document.activeElement): void {
  target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

/** Lets answers of fakes arrive, and what the page asks for because of them. */
export async function settled(page: ComponentFixture<unknown>): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
    await page.whenStable();
  }
}

/** Types into a field as a person does. */
export async function typeInto(page: ComponentFixture<unknown>, label: string, text: string): Promise<void> {
  const field = labelled(page, label) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await page.whenStable();
}

/** The button or link with that text. */
export function named(page: ComponentFixture<unknown>, kind: 'button' | 'a', text: string): HTMLElement {
  const found = all(page, kind).find((element) => element.textContent.replace(/\s+/g, ' ').includes(text));
  if (!found) throw new Error(`no ${kind} says “${text}”`);
  return found;
}

function all(page: ComponentFixture<unknown>, selector: string): HTMLElement[] {
  return [...(page.nativeElement as HTMLElement).querySelectorAll<HTMLElement>(selector)];
}
