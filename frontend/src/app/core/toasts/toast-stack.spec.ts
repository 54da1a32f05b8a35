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

  describe('closed while its button has the focus', () => {
    const closers = (): HTMLElement[] => [...host().querySelectorAll('button')];
    const close = (button: HTMLElement): void => {
      button.focus();
      button.click();
      stack.detectChanges();
    };
    const heading = document.createElement('h1');
    heading.tabIndex = -1;

    beforeEach(() => document.body.append(heading, host()));
    afterEach(() => {
      heading.remove();
      host().remove();
    });

    it.each([
      ['first', 0, 'two'],
      ['second', 1, 'one'],
    ])('gives the focus to the other toast when it is the %s', (_, place, left) => {
      for (const text of ['one', 'two']) toasts.show(text);
      stack.detectChanges();
      close(closers()[place]!);
      expect(says()).toBe(left);
      expect(document.activeElement).toBe(closers()[0]);
      passes(10 * LONG_ENOUGH);
      expect(says()).toBe(left);
      closers()[0]!.blur();
      passes(LONG_ENOUGH);
      expect(says()).toBe('');
    });

    it('gives the focus to the heading of the page when it is the last', () => {
      toasts.show('Copied');
      stack.detectChanges();
      close(closers()[0]!);
      expect(document.activeElement).toBe(heading);
    });
  });

  it('leaves the focus where it is when it is closed without having it', () => {
    const field = document.createElement('input');
    const heading = document.createElement('h1');
    heading.tabIndex = -1;
    document.body.append(field, heading, host());
    field.focus();
    toasts.show('Copied');
    stack.detectChanges();
    host().querySelector('button')!.click();
    expect(document.activeElement).toBe(field);
    for (const drawn of [field, heading, host()]) drawn.remove();
  });

  it('says the same news once and keeps the newest two', () => {
    for (const text of ['one', 'two', 'two', 'three']) toasts.show(text);
    stack.detectChanges();
    expect([...host().querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual(['two', 'three']);
  });
});
