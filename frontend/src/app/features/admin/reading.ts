import { type Signal, signal } from '@angular/core';
import { type ApiFailure, toApiFailure } from '../../core/api/api-failure.js';

/** What a page reads from the API. Of several questions the newest is shown, whichever answer comes last. */
export class Reading<T> {
  private readonly held = signal<T | null>(null);
  private readonly underWay = signal(false);
  private readonly refusal = signal<ApiFailure | null>(null);
  private newest = 0;

  readonly value: Signal<T | null> = this.held;
  readonly isLoading: Signal<boolean> = this.underWay;
  /** Nothing is shown beside it: what stood there answered another question. */
  readonly failure: Signal<ApiFailure | null> = this.refusal;

  async run(ask: () => Promise<T>): Promise<void> {
    const turn = (this.newest += 1);
    this.underWay.set(true);
    try {
      const answer = await ask();
      if (turn === this.newest) this.accept(answer);
    } catch (error) {
      if (turn !== this.newest) return;
      this.held.set(null);
      this.refusal.set(toApiFailure(error));
    } finally {
      if (turn === this.newest) this.underWay.set(false);
    }
  }

  /** Takes what the API answered to something that was done; what is still being read is older than that. */
  accept(value: T): void {
    this.hold(value);
  }

  /** Holds nothing any more; what is still being read was asked for something else. */
  forget(): void {
    this.hold(null);
  }

  private hold(value: T | null): void {
    this.newest += 1;
    this.held.set(value);
    this.refusal.set(null);
    this.underWay.set(false);
  }
}
