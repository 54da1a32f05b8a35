import { setTimeout as pause } from 'node:timers/promises';
import { Load, type Outcome, send } from './load.js';
import { Production } from './production.js';
import { report, statusCounts, tally } from './report.js';
import { SCALE } from './scale.js';

const HEALED_WITHIN_MS = 10_000;
/** Statement, pool and query limits one after the other, and some patience for a busy machine. */
const ANSWERED_WITHIN_MS = 15_000;
const CALM = 50;

describe('Postgres', () => {
  let production: Production;
  let asked = 0;

  beforeAll(async () => {
    production = await Production.start(1);
  }, 120_000);

  afterAll(() => production.stop());

  /** Goes on where the load before ended: every round from the first shop on would pass the limits for one owner. */
  const next = () => {
    const n = asked;
    asked += 1;
    return [production.read(n), production.write(n), production.signIn(n)][n % 3]!;
  };
  const startLoad = () => Load.start({ url: production.replicas[0]!.url, perSecond: 150, next });

  /** Until so many in a row were answered 200, or it takes far too long. */
  const calmDown = async ({ outcomes }: Load) => {
    for (const end = performance.now() + 2 * HEALED_WITHIN_MS; performance.now() < end;) {
      await pause(100);
      if (outcomes.slice(-CALM).every(({ status }) => status === 200)) return;
    }
  };

  const failuresOf = (outcomes: readonly Outcome[]) => outcomes.filter(({ status }) => status !== 200);
  const expectOnlyUnavailable = (failed: readonly Outcome[]) => {
    const other = failed.filter(
      ({ status, code, retryAfter }) =>
        status !== 503 || code !== 'database.unavailable' || retryAfter !== '2',
    );
    expect(tally(other)).toEqual({});
  };

  const FAULTS: [string, (server: Production['database']['server']) => Promise<void>][] = [
    ['restarted', (server) => server.restart()],
    ['crashed and started again', (server) => server.kill().then(() => server.restart())],
    [
      'crashed, away for a while, and started again',
      (server) =>
        server
          .kill()
          .then(() => pause(SCALE.lookMs))
          .then(() => server.restart()),
    ],
  ];
  const ROUNDS = Array.from({ length: SCALE.rounds }, () => FAULTS).flat();

  it.each(ROUNDS)(
    '%s under load costs nothing but 503 with Retry-After, and heals by itself',
    async (fault, happen) => {
      const load = startLoad();
      await load.answered(CALM);
      await happen(production.database.server);
      const acceptsAt = performance.now();
      await calmDown(load);
      const outcomes = await load.finish();

      const failed = failuresOf(outcomes);
      const healedAfter = Math.max(0, ...failed.map(({ sentAt }) => sentAt - acceptsAt));
      report(
        `${fault}: ${JSON.stringify(statusCounts(outcomes))}, healed ${Math.round(healedAfter)} ms after accepting`,
      );
      expectOnlyUnavailable(failed);
      expect(failed.length).toBeGreaterThan(0);
      expect(healedAfter).toBeLessThan(HEALED_WITHIN_MS);
      expect(production.replicas[0]!.isRunning).toBe(true);
    },
    60_000,
  );

  it('standing still costs nothing but 503 in time, and heals when it goes on', async () => {
    const load = startLoad();
    await load.answered(CALM);
    const goOn = await production.database.freeze();
    const stoppedAt = performance.now();
    try {
      await pause(3_000 + SCALE.lookMs);
      const live = await send(production.replicas[0]!.url, { method: 'GET', path: '/health/live' });
      expect(live.status).toBe(200);
    } finally {
      goOn();
    }
    const goesOnAt = performance.now();
    await calmDown(load);
    const outcomes = await load.finish();

    const failed = failuresOf(outcomes);
    const healedAfter = Math.max(0, ...failed.map(({ sentAt }) => sentAt - goesOnAt));
    const slowest = Math.max(...outcomes.map(({ milliseconds }) => milliseconds));
    report(
      `standing still for ${Math.round(goesOnAt - stoppedAt)} ms: ${JSON.stringify(statusCounts(outcomes))}, ` +
        `slowest answer ${Math.round(slowest)} ms, healed after ${Math.round(healedAfter)} ms`,
    );
    expectOnlyUnavailable(failed);
    const givenUp = failed.filter(
      ({ call, sentAt, milliseconds }) => call.method === 'GET' && sentAt + milliseconds < goesOnAt,
    );
    // Reads wait for no connection of a pool: it is the limit of their answer that ends them.
    expect(givenUp.length).toBeGreaterThan(0);
    expect(slowest).toBeLessThan(ANSWERED_WITHIN_MS);
    expect(healedAfter).toBeLessThan(HEALED_WITHIN_MS);
  }, 60_000);
});
