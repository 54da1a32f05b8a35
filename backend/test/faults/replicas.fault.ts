import { Load } from './load.js';
import { Production } from './production.js';
import { percentile, report, statusCounts, tally } from './report.js';
import { SCALE } from './scale.js';

const EXIT_WITHIN_MS = 10_000;
const NORMAL_WITHIN_MS = 5_000;

describe('one replica of two', () => {
  let production: Production;

  beforeAll(async () => {
    production = await Production.start(2);
  }, 120_000);

  afterAll(() => production.stop());

  /** Every twentieth is a write, which no proxy may send twice. */
  const startLoad = () =>
    Load.start({
      url: production.proxy.url,
      perSecond: SCALE.requestsPerSecond,
      next: (n) => (n % 20 === 0 ? production.write(n) : production.read(n)),
    });

  it('loses no request when it is told to stop, and ends in time', async () => {
    const { proxy, replicas } = production;
    const load = startLoad();
    await load.answered(SCALE.requests / 4);
    const toldAt = performance.now();
    const exit = await replicas[0]!.end('SIGTERM');
    const endedAfter = performance.now() - toldAt;
    const outcomes = await load.finish(SCALE.requests);

    report(
      `SIGTERM at ${load.perSecond}/s: ${JSON.stringify(statusCounts(outcomes))}, ${proxy.retries} sent twice, ` +
        `ended after ${Math.round(endedAfter)} ms, p99 ${percentile(outcomes, 99)} ms`,
    );
    expect(tally(outcomes.filter(({ status }) => status !== 200))).toEqual({});
    expect(outcomes.length).toBe(SCALE.requests);
    // The drain is what saves them, not the proxy's second try.
    expect(proxy.retries).toBe(0);
    expect(exit).toEqual({ code: 0, signal: null });
    expect(endedAfter).toBeLessThan(EXIT_WITHIN_MS);
  }, 120_000);

  it('loses no read when it is killed, and is back in turn after a new start', async () => {
    const { proxy, replicas } = production;
    if (!replicas[0]!.isRunning) await production.startReplica(0);
    await proxy.untilReady(replicas[0]!.port);
    const load = startLoad();
    const half = SCALE.requests / 2;
    await load.answered(half / 2);
    const killedAt = performance.now();
    const exit = await replicas[0]!.end('SIGKILL');
    await load.answered(half);
    await production.startReplica(0);
    await proxy.untilReady(replicas[0]!.port);
    const outcomes = await load.finish();

    const failed = outcomes.filter(({ status }) => status !== 200);
    const recovery = Math.max(0, proxy.lastTroubleAt - killedAt);
    report(
      `kill -9 at ${load.perSecond}/s: ${JSON.stringify(statusCounts(outcomes))}, ${proxy.retries} sent twice, ` +
        `normal after ${Math.round(recovery)} ms`,
    );
    expect(exit).toEqual({ code: null, signal: 'SIGKILL' });
    expect(tally(failed.filter(({ call }) => call.method === 'GET'))).toEqual({});
    // A write that was under way may have been done: its sender is told, and decides.
    expect(tally(failed.filter(({ sentAt }) => sentAt > killedAt + NORMAL_WITHIN_MS))).toEqual({});
    expect(recovery).toBeLessThan(NORMAL_WITHIN_MS);
  }, 120_000);
});
