import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';

const TICK_MS = 250;

/**
 * Counts down to a moment by the clock, so that it stays true after the phone slept. A clock that is set back meanwhile
 * lengthens no wait past what it was at its beginning.
 */
@Injectable()
export class Countdown {
  private readonly until = signal(0);
  private longestMs = 0;
  private readonly now = signal(Date.now());
  private timer: ReturnType<typeof setInterval> | undefined;

  readonly secondsLeft = computed(() => Math.max(0, Math.ceil((this.until() - this.now()) / 1000)));
  readonly isRunning = computed(() => this.secondsLeft() > 0);

  constructor() {
    inject(DestroyRef).onDestroy(() => clearInterval(this.timer));
  }

  /** @param longestMs how long the whole wait was when it began; it may have been begun by an earlier page */
  runUntil(moment: number, longestMs: number): void {
    clearInterval(this.timer);
    this.until.set(moment);
    this.longestMs = longestMs;
    this.tick();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  stop(): void {
    this.runUntil(0, 0);
  }

  private tick(): void {
    this.now.set(Date.now());
    this.until.update((until) => Math.min(until, this.now() + this.longestMs));
    if (this.until() <= this.now()) clearInterval(this.timer);
  }
}
