import pg from 'pg';
import { Topology } from '../topology/topology.js';
import { Load, type Outcome, send } from './load.js';
import { percentile, report, statusCounts, tally } from './report.js';
import { SCALE } from './scale.js';

/** Proxy, pooler, replicas and the sender share one machine. */
const PER_SECOND = 100;
const REPLICAS = 2;
/** Of one user; in contracts and docs/operations.md. */
const A_MINUTE = 120;

const { run, programs } = await Topology.describe();

run('replicas behind HAProxy and PgBouncer, with one Redis', () => {
  let topology: Topology;

  beforeAll(async () => {
    topology = await Topology.start(programs!, REPLICAS);
    const { version, keepsStatements } = topology.pgbouncer;
    report(`PgBouncer ${version}, ${keepsStatements ? 'named' : 'unnamed'} statements`);
  }, 300_000);

  afterAll(() => topology.stop());

  /** Goes on from load to load: nobody is to meet a limit of their own. */
  let sent = 0;
  /** Of twenty, one writes and one signs in. */
  const startLoad = () => {
    const { production } = topology;
    return Load.start({
      url: production.proxy.url,
      perSecond: PER_SECOND,
      next: () => {
        const n = (sent += 1);
        // A shop may sign in five times a minute: it is every shop's turn before the first one's again.
        if (n % 20 === 10) return production.signIn(Math.floor(n / 20));
        return n % 20 === 0 ? production.write(n) : production.read(n);
      },
    });
  };
  const not200 = (outcomes: readonly Outcome[]) => tally(outcomes.filter(({ status }) => status !== 200));
  const tell = (what: string, load: Load) =>
    report(
      `${what}: ${JSON.stringify(statusCounts(load.outcomes))}, p50 ${percentile(load.outcomes, 50)} ms, ` +
        `p99 ${percentile(load.outcomes, 99)} ms`,
    );

  it('lose no request while one after the other is deployed anew', async () => {
    const { production } = topology;
    const retriesBefore = await production.proxy.retries();
    const load = startLoad();
    const exits = [];
    for (let round = 0; round < SCALE.rollingRestarts; round += 1) {
      for (let index = 0; index < REPLICAS; index += 1) {
        exits.push(await production.replicas[index]!.end('SIGTERM'));
        await production.startReplica(index);
        await production.proxy.untilServing(REPLICAS);
      }
    }
    const outcomes = await load.finish();
    tell(`${exits.length} replicas deployed`, load);
    expect(not200(outcomes)).toEqual({});
    expect(exits).toEqual(exits.map(() => ({ code: 0, signal: null })));
    // The drain is what saves them, not the proxy's second try.
    expect((await production.proxy.retries()) - retriesBefore).toBe(0);
  }, 300_000);

  it('lose no request while the proxy is reloaded and the pooler changes its connections', async () => {
    const load = startLoad();
    await load.answered(50);
    await topology.production.proxy.reload();
    await load.answered(load.outcomes.length + 100);
    await topology.pgbouncer.reconnect();
    const outcomes = await load.finish(load.outcomes.length + 100);
    tell('proxy reloaded, pooler reconnected', load);
    expect(not200(outcomes)).toEqual({});
  }, 60_000);

  it('answer 503 at worst while the pooler is restarted, and are well again', async () => {
    const load = startLoad();
    await load.answered(50);
    await topology.pgbouncer.restart();
    const restartedAt = performance.now();
    const outcomes = await load.finish(load.outcomes.length + 400);
    tell('pooler restarted', load);
    const failed = outcomes.filter(({ status }) => status !== 200);
    expect(failed.filter(({ status, retryAfter }) => status !== 503 || retryAfter === undefined)).toEqual([]);
    expect(failed.filter(({ sentAt }) => sentAt > restartedAt + SCALE.lookMs)).toEqual([]);
    await topology.production.proxy.untilServing(REPLICAS);
  }, 60_000);

  it('lose no read when one is killed', async () => {
    const { production } = topology;
    const load = startLoad();
    await load.answered(50);
    const killedAt = performance.now();
    await production.replicas[0]!.end('SIGKILL');
    await load.answered(load.outcomes.length + 300);
    await production.startReplica(0);
    await production.proxy.untilServing(REPLICAS);
    const outcomes = await load.finish();
    tell('kill -9 of one', load);
    expect(not200(outcomes.filter(({ call }) => call.method === 'GET'))).toEqual({});
    // A write that was under way may have been done: its sender is told, and decides.
    expect(not200(outcomes.filter(({ sentAt }) => sentAt > killedAt + SCALE.lookMs))).toEqual({});
  }, 60_000);

  it('show nobody another’s row: 50 users × 80 interleaved reads through the pooler', async () => {
    const { production, pgbouncer } = topology;
    const shops = production.shops.slice(-50);
    const reads = Array.from({ length: 80 }, (_, round) => shops.map((shop) => ({ shop, round }))).flat();
    const wrong: unknown[] = [];
    const refused: Outcome[] = [];
    const readOn = async () => {
      for (let next = reads.pop(); next; next = reads.pop()) {
        const { shop, round } = next;
        // One in five is a transaction of several statements.
        const call =
          round % 5 === 0
            ? ({ method: 'PATCH', path: '/users/me', token: shop.token, body: { city: 'Pune' } } as const)
            : ({ method: 'GET', path: '/users/me', token: shop.token } as const);
        const outcome = await send(production.proxy.url, call);
        if (outcome.status !== 200) refused.push(outcome);
        else if (outcome.body['id'] !== shop.id) wrong.push({ shop: shop.id, saw: outcome.body['id'] });
      }
    };
    let unscoped = 0;
    const stranger = async () => {
      const client = new pg.Client({ connectionString: pgbouncer.apiUrl });
      await client.connect();
      for (; reads.length > 0; unscoped += 1) {
        const { rows } = await client.query('SELECT id FROM users');
        if (rows.length > 0) wrong.push({ unscoped: rows });
      }
      await client.end();
    };
    await Promise.all([...Array.from({ length: 24 }, readOn), stranger(), stranger()]);
    report(
      `4000 requests of 50 users, ${unscoped} reads between them that name nobody: ${wrong.length} wrong, ` +
        `${refused.length} not answered`,
    );
    expect(wrong).toEqual([]);
    expect(tally(refused)).toEqual({});
    expect(unscoped).toBeGreaterThan(0);
  }, 60_000);

  it('count one user’s requests together', async () => {
    const { production } = topology;
    const call = production.read(500);
    const outcomes: Outcome[] = [];
    const askOn = async () => {
      while (outcomes.length < A_MINUTE + 40) outcomes.push(await send(production.proxy.url, call));
    };
    // Not all at once: where Redis does not answer within 100 ms, a replica counts alone.
    await Promise.all(Array.from({ length: 4 }, askOn));
    const counts = statusCounts(outcomes);
    report(`${outcomes.length} requests of one user: ${JSON.stringify(counts)}`);
    expect(counts[200]).toBeLessThanOrEqual(A_MINUTE);
    expect(counts[429]).toBeGreaterThanOrEqual(40);
  }, 30_000);
});
