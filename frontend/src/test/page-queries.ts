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

/** The button or link with that text. */
export function named(page: ComponentFixture<unknown>, kind: 'button' | 'a', text: string): HTMLElement {
  const found = all(page, kind).find((element) => element.textContent.replace(/\s+/g, ' ').includes(text));
  if (!found) throw new Error(`no ${kind} says “${text}”`);
  return found;
}

function all(page: ComponentFixture<unknown>, selector: string): HTMLElement[] {
  return [...(page.nativeElement as HTMLElement).querySelectorAll<HTMLElement>(selector)];
}
