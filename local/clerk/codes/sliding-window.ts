/** Counts events by key over the last stretch of time. */
export class SlidingWindow {
  private readonly lengthMs: number;
  private readonly events = new Map<string, number[]>();

  constructor(lengthMs: number) {
    this.lengthMs = lengthMs;
  }

  /**
   * Takes one of the places of this stretch.
   * @returns 0 when there was one, else the milliseconds until the next is free
   */
  take(key: string, places: number, now: number): number {
    const recent = (this.events.get(key) ?? []).filter((at) => at > now - this.lengthMs);
    if (recent.length >= places) return this.waitFor(recent[recent.length - places], now);
    this.events.set(key, [...recent, now]);
    return 0;
  }

  clear(): void {
    this.events.clear();
  }

  private waitFor(oldest: number | undefined, now: number): number {
    return (oldest ?? now) + this.lengthMs - now;
  }
}
