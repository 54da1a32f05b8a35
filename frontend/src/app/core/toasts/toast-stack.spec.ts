import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { FakeClerk } from '../../../test/fake-clerk.js';
import { providePortal } from '../../../test/portal.js';
import { shown } from '../../../test/page-queries.js';
import { ToastStack } from './toast-stack.js';
import { Toasts } from './toasts.js';

const LONG_ENOUGH = 6_000;

let stack: ComponentFixture<ToastStack>;
let toasts: Toasts;

beforeEach(() => {
  jest.useFakeTimers();
  TestBed.configureTestingModule({ providers: providePortal(new FakeClerk()) });
  stack = TestBed.createComponent(ToastStack);
  toasts = TestBed.inject(Toasts);
  stack.detectChanges();
});
afterEach(() => jest.useRealTimers());

const host = (): HTMLElement => stack.nativeElement as HTMLElement;
const says = (): string => {
  stack.detectChanges();
  return shown(stack).trim();
};
const passes = (ms: number): void => jest.advanceTimersByTime(ms);

describe(ToastStack.name, () => {
  it('is a status that is there before the first toast', () => {
    expect(host().querySelector('[role=status]')).not.toBeNull();
    expect(says()).toBe('');
  });

  it('shows a toast and takes it away in time', () => {
    toasts.show('Copied');
    expect(says()).toBe('Copied');
    passes(LONG_ENOUGH - 1);
    expect(says()).toBe('Copied');
    passes(1);
    expect(says()).toBe('');
  });

  it.each([
    ['pointerenter', 'pointerleave'],
    ['focusin', 'focusout'],
  ])('keeps it from %s to %s, and then for the whole time', (begins, ends) => {
    toasts.show('Copied');
    host().dispatchEvent(new Event(begins));
    passes(10 * LONG_ENOUGH);
    expect(says()).toBe('Copied');
    host().dispatchEvent(new Event(ends));
    passes(LONG_ENOUGH - 1);
    expect(says()).toBe('Copied');
    passes(1);
    expect(says()).toBe('');
  });

  it('is closed by its button, which has a name', () => {
    toasts.show('Copied');
    stack.detectChanges();
    const button = host().querySelector('button')!;
    expect(button.getAttribute('aria-label')).toBe('Close');
    button.click();
    expect(says()).toBe('');
  });

  it('says the same news once and keeps the newest two', () => {
    for (const text of ['one', 'two', 'two', 'three']) toasts.show(text);
    stack.detectChanges();
    expect([...host().querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual(['two', 'three']);
  });
});
