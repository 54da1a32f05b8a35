import { setTimeout as pause } from 'node:timers/promises';
import { type Call, Load, type Outcome, send } from './load.js';
import { Production } from './production.js';
import { percentile, report, statusCounts, tally } from './report.js';
import { SCALE } from './scale.js';

/** Pool wait, statement and query limits one after the other, and patience for a busy machine. */
const ANSWERED_WITHIN_MS = 10_000;
/** Who waits in somebody else’s queue waits for all the limits in turn; the report tells what is usual. */
const UNDISTURBED_MS = 5_000;

/** The API has nineteen. */
const MORE_THAN_CONNECTIONS = 100;

const LIVE: Call = { method: 'GET', path: '/health/live' };
const READY: Call = { method: 'GET', path: '/health/ready' };

const SLOW_UPDATES = `
  CREATE FUNCTION sleep_on_update() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(30); RETURN NEW; END $$;
  CREATE TRIGGER users_sleep BEFORE UPDATE ON users FOR EACH ROW WHEN (NEW.city = 'Slow')
    EXECUTE FUNCTION sleep_on_update()`;

describe('a database that keeps some requests waiting', () => {
  let production: Production;

  beforeAll(async () => {
    production = await Production.start(1);
    await production.database.rows(SLOW_UPDATES);
  }, 120_000);

  afterAll(() => production.stop());

  const readReferrals = (n: number): Call => ({ ...production.read(n), path: '/referrals/me' });
  const writeSlowly = (n: number): Call => ({ ...production.write(n), body: { city: 'Slow' } });

  /** Every fifth request is disturbed, the others are none of the fault's business. */
  const look = async (fault: string, disturbed: (n: number) => Call) => {
    const disturbances = new Set<Call>();
    const disturb = (n: number) => {
      const call = disturbed(n);
      disturbances.add(call);
      return call;
    };
    const load = Load.start({
      url: production.replicas[0]!.url,
      perSecond: 100,
      mostAtOnce: MORE_THAN_CONNECTIONS,
      next: (n) => (n % 5 === 0 ? disturb(n) : [production.read(n), LIVE, READY][n % 3]!),
    });
    await pause(2_000 + SCALE.lookMs);
    const outcomes = await load.finish();
    const hit = outcomes.filter(({ call }) => disturbances.has(call));
    const others = outcomes.filter(({ call }) => !disturbances.has(call));
    report(
      `${fault}: ${JSON.stringify(statusCounts(hit))}, slowest ${percentile(hit, 100)} ms; ` +
        `others ${JSON.stringify(statusCounts(others))}, p99 ${percentile(others, 99)} ms`,
    );
    return { hit, others };
  };

  const expectUnavailable = (outcomes: readonly Outcome[]) => {
    expect(outcomes.length).toBeGreaterThan(0);
    const other = outcomes.filter(
      ({ code, retryAfter }) => code !== 'database.unavailable' || retryAfter !== '2',
    );
    expect(tally(other)).toEqual({});
    expect(percentile(outcomes, 100)).toBeLessThan(ANSWERED_WITHIN_MS);
  };
  const expectUndisturbed = (outcomes: readonly Outcome[]) => {
    expect(outcomes.length).toBeGreaterThan(0);
    expect(tally(outcomes.filter(({ status }) => status !== 200))).toEqual({});
    expect(percentile(outcomes, 99)).toBeLessThan(UNDISTURBED_MS);
  };

  it('by a locked table refuses who needs it, and nobody else', async () => {
    const unlock = await production.database.lock('referrals');
    const { hit, others } = await look('table locked', readReferrals);
    await unlock();

    expectUnavailable(hit);
    expectUndisturbed(others);
    expect(await send(production.replicas[0]!.url, readReferrals(0))).toMatchObject({ status: 200 });
  }, 60_000);

  it('by a slow query refuses its sender, writes nothing, and disturbs no reader', async () => {
    const { hit, others } = await look('slow query', writeSlowly);

    expectUnavailable(hit);
    expectUndisturbed(others);
    expect(await production.database.rows(`SELECT FROM users WHERE city = 'Slow'`)).toEqual([]);
    expect(await send(production.replicas[0]!.url, production.write(0))).toMatchObject({ status: 200 });
  }, 60_000);

  it('by one locked account refuses its sign-ins, and lets the others in', async () => {
    const unlock = await production.database.lockUser(production.shops[0]!.id);
    const { url } = production.replicas[0]!;
    const stuck = Array.from({ length: 12 }, () => send(url, production.signIn(0)));
    await pause(200);
    const { hit, others } = await look('account locked', (n) => production.signIn(n + 1));
    await unlock();

    // More than five sign-ins a minute of one owner are refused before they wait for anything.
    const answers = await Promise.all(stuck);
    expectUnavailable(answers.filter(({ status }) => status !== 429));
    expect(tally(hit.filter(({ status }) => status !== 200))).toEqual({});
    expectUndisturbed(others);
  }, 60_000);

  it('by every connection being taken refuses in time, is live all along, and heals at once', async () => {
    const { url } = production.replicas[0]!;
    const unlock = await production.database.lock('users');
    const load = Load.start({
      url,
      perSecond: 100,
      mostAtOnce: MORE_THAN_CONNECTIONS,
      next: (n) => [production.read(n), production.write(n), production.signIn(n + 500), LIVE][n % 4]!,
    });
    await pause(3_000 + SCALE.lookMs);
    const outcomes = await load.finish();
    await unlock();

    const live = outcomes.filter(({ call }) => call === LIVE);
    const refused = outcomes.filter(({ call }) => call !== LIVE);
    report(
      `pool exhausted: ${JSON.stringify(statusCounts(refused))}, slowest ${percentile(refused, 100)} ms; ` +
        `/health/live ${JSON.stringify(statusCounts(live))}, p99 ${percentile(live, 99)} ms`,
    );
    expectUnavailable(refused);
    expectUndisturbed(live);
    const healed = await Promise.all(
      [production.read(0), production.write(0), READY].map((call) => send(url, call)),
    );
    expect(tally(healed.filter(({ status }) => status !== 200))).toEqual({});
  }, 60_000);
});
