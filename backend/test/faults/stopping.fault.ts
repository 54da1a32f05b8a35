import { type Outcome, Load } from './load.js';
import { Production } from './production.js';
import { percentile, report, statusCounts } from './report.js';
import { SCALE } from './scale.js';

const EXIT_WITHIN_MS = 10_000;

describe('a replica that is told to stop under load', () => {
  let production: Production;

  beforeAll(async () => {
    production = await Production.start(2);
  }, 60_000);

  afterAll(() => production.stop());

  it('loses no request, and ends in time', async () => {
    const { proxy, replicas } = production;
    const load = Load.start({
      url: proxy.url,
      perSecond: SCALE.requestsPerSecond,
      // Every tenth is a write, which no proxy may send twice.
      next: (n) => (n % 10 === 0 ? production.write(n) : production.read(n)),
    });
    await load.answered(SCALE.requests / 4);
    const toldAt = performance.now();
    const exit = await replicas[0]!.end('SIGTERM');
    const endedAfter = performance.now() - toldAt;
    const outcomes: readonly Outcome[] = await load.finish(SCALE.requests);

    report(
      `SIGTERM at ${load.perSecond}/s: ${JSON.stringify(statusCounts(outcomes))}, ${proxy.retries} retried, ` +
        `ended after ${Math.round(endedAfter)} ms, p99 ${percentile(outcomes, 99)} ms`,
    );
    expect(outcomes.filter(({ status }) => status !== 200)).toEqual([]);
    expect(outcomes.length).toBe(SCALE.requests);
    // The drain is what saves them, not the proxy's second try.
    expect(proxy.retries).toBe(0);
    expect(exit).toEqual({ code: 0, signal: null });
    expect(endedAfter).toBeLessThan(EXIT_WITHIN_MS);
  }, 120_000);
});
