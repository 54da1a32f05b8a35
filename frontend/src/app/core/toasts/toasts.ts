import { Injectable, signal } from '@angular/core';

/** Time enough to read two lines without haste. */
const SHOWN_FOR_MS = 6_000;
/** More at once would cover the page; the oldest makes room. */
const MOST = 2;

export interface Toast {
  id: number;
  text: string;
}

/**
 * Short news about what has just been done. A toast is never the only place that says it: the page itself shows the
 * new state, or the button that was pressed does.
 */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly shown = signal<readonly Toast[]>([]);
  private lastId = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly list = this.shown.asReadonly();

  show(text: string): void {
    this.lastId += 1;
    // The same news twice is one toast, said again.
    const others = this.shown().filter((toast) => toast.text !== text);
    this.shown.set([...others, { id: this.lastId, text }].slice(-MOST));
    this.resume();
  }

  dismiss(id: number): void {
    this.shown.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  /** Nothing goes away while somebody reads it with the pointer or the focus on it. */
  pause(): void {
    clearTimeout(this.timer);
  }

  /** The time begins anew, for all that are shown. */
  resume(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.shown.set([]), SHOWN_FOR_MS);
  }
}
