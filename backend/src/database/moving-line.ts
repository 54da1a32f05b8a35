interface Limits {
  /** How many work at the same time. */
  atOnce: number;
  /** Nobody's work has succeeded for so long: the line has stopped. */
  stalledAfterMs: number;
  longestWaitMs: number;
}

interface Waiter {
  since: number;
  enter: () => void;
  turnAway: (error: Error) => void;
}

/** Too long in line, or in a line that does not move: whoever serves it is overwhelmed or gone. */
export class StalledLineError extends Error {
  override readonly name = 'StalledLineError';
}

const CHECK_EVERY_MS = 100;

/**
 * Lets so many work at once and keeps the others in line for as long as it moves. A pool's own queue cannot tell a rush
 * from an outage: it turns away whoever waited for a fixed time, even the last of five hundred who are being served.
 */
export class MovingLine {
  private readonly waiting: Waiter[] = [];
  private working = 0;
  private succeededAt = Number.NEGATIVE_INFINITY;
  private check: NodeJS.Timeout | undefined;

  constructor(private readonly limits: Limits) {}

  /** @throws StalledLineError */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.working < this.limits.atOnce) this.working += 1;
    else await this.wait();
    try {
      const result = await work();
      this.succeededAt = performance.now();
      return result;
    } finally {
      this.leave();
    }
  }

  private wait(): Promise<void> {
    this.check ??= setInterval(() => this.turnAwayWhoWaitsInVain(), CHECK_EVERY_MS);
    return new Promise((enter, turnAway) => {
      this.waiting.push({ since: performance.now(), enter, turnAway });
    });
  }

  /** The place goes straight to the next in line, so that no newcomer can take it in between. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next.enter();
    else this.working -= 1;
    this.stopCheckingNobody();
  }

  private turnAwayWhoWaitsInVain(): void {
    const { stalledAfterMs, longestWaitMs } = this.limits;
    const now = performance.now();
    const movedAt = Math.max(this.succeededAt, this.waiting[0]?.since ?? now);
    const patience = now - movedAt >= stalledAfterMs ? 0 : longestWaitMs;
    while (this.waiting[0] && now - this.waiting[0].since >= patience) {
      this.waiting.shift()?.turnAway(new StalledLineError('waited in vain'));
    }
    this.stopCheckingNobody();
  }

  private stopCheckingNobody(): void {
    if (this.waiting.length > 0) return;
    clearInterval(this.check);
    this.check = undefined;
  }
}
