import { Load } from './load.js';
import { Production } from './production.js';
import { report, statusCounts, tally } from './report.js';
import { type SmallDisk, smallDiskUnder } from './small-disk.js';

/** Enough to fill whatever room is left in the pages that are there. */
const SIGN_UPS = 900;

describe('a full disk', () => {
  let production: Production;
  let disk: SmallDisk;
  let newcomers = 0;

  beforeAll(async () => {
    production = await Production.start(1);
    disk = await smallDiskUnder(production.database);
  }, 120_000);

  afterAll(async () => {
    await production.stop();
    await disk.remove();
  });

  /** Every second request makes an account, which takes room; the others only read. */
  const look = async (requests: number) => {
    const load = Load.start({
      url: production.replicas[0]!.url,
      perSecond: 300,
      next: (n) => (n % 2 === 0 ? production.signUp((newcomers += 1)) : production.read(n)),
    });
    const outcomes = await load.finish(requests);
    return {
      writes: outcomes.filter(({ call }) => call.method === 'POST'),
      reads: outcomes.filter(({ call }) => call.method === 'GET'),
    };
  };

  it('refuses writes with 503, goes on reading, and heals by itself', async () => {
    await disk.fill();
    const full = await look(2 * SIGN_UPS);
    const accounts = await production.database.rows(`SELECT FROM users WHERE clerk_user_id LIKE 'user_new%'`);
    await disk.free();
    const healed = await look(40);

    const made = full.writes.filter(({ status }) => status === 200);
    const refused = full.writes.filter(({ status }) => status !== 200);
    report(
      `disk full (${disk.isReal ? 'a real one' : 'a stand-in: mounting one needs root'}): ` +
        `writes ${JSON.stringify(statusCounts(full.writes))}, reads ${JSON.stringify(statusCounts(full.reads))}`,
    );
    expect(refused.length).toBeGreaterThan(SIGN_UPS / 2);
    expect(Object.keys(tally(refused))).toEqual([
      'POST /auth/verify-clerk-token: 503 database.unavailable, again in 2 s',
    ]);
    // Nobody was told of an account that is not there, or not told of one that is.
    expect(accounts.length).toBe(made.length);
    expect(tally(full.reads.filter(({ status }) => status !== 200))).toEqual({});
    expect(tally([...healed.writes, ...healed.reads].filter(({ status }) => status !== 200))).toEqual({});
    expect(production.replicas[0]!.isRunning).toBe(true);
  }, 60_000);
});
