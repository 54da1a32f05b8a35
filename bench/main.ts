// `npm run bench`: the API beside the floor, ordinary Nest and Postgres alone, as ratios; `-- --quick` for a first look,
// `-- --profile` for where the API's time goes. See README.md.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openShops } from './fixture/shops.ts';
import { type Scenario, SCENARIOS } from './load/scenarios.ts';
import { type Arena, openArena } from './measure/arena.ts';
import { footprintOf } from './measure/footprint.ts';
import { rssMbOf } from './measure/process-facts.ts';
import { compete, type Pace } from './measure/rounds.ts';
import { endRequest } from '../local/end-request.ts';
import { runNxQuietly } from '../local/nx.ts';
import { summaryOf } from './profile.ts';
import { costTable, growthTable, latencyTable, type Results, speedTable, withSpread } from './report.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    shops: { type: 'string', default: '' },
    rounds: { type: 'string', default: '' },
    profile: { type: 'boolean', default: false },
  },
});

const CONNECTIONS = 32;
const FEW_SHOPS = 1_000;
const manyShops = Number(values.shops || (values.quick ? 20_000 : 1_000_000));
const scenarios = values.only.length > 0 ? (values.only as Scenario[]) : SCENARIOS;
const pace: Pace = values.quick
  ? { rounds: 3, milliseconds: 800, warmUpRequests: 8_000, connections: CONNECTIONS }
  : { rounds: 7, milliseconds: 1_500, warmUpRequests: 15_000, connections: CONNECTIONS };
if (values.rounds) pace.rounds = Number(values.rounds);

const begun = performance.now();
function say(what: string): void {
  process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${what}\n`);
}

async function take(arena: Arena, onlyApi: boolean): Promise<Results> {
  const results: Results = [];
  for (const scenario of scenarios) {
    say(scenario);
    const samples = await (onlyApi
      ? compete(arena, scenario, { ...pace, rounds: Math.min(pace.rounds, 3) }, ['api'])
      : compete(arena, scenario, pace));
    results.push([scenario, samples]);
  }
  return results;
}

/** Boot, memory, growth: what a look at single scenarios, or a profile, goes without. */
async function everything(arena: Arena): Promise<string[]> {
  const footprint = await footprintOf(arena, values.quick ? 2 : 5);
  say(`opening ${FEW_SHOPS} shops`);
  await openShops(arena.superuser, 0, FEW_SHOPS);
  await arena.meetOwners(FEW_SHOPS);
  const few = await take(arena, true);
  say(`opening ${manyShops} shops`);
  await openShops(arena.superuser, FEW_SHOPS, manyShops);
  await arena.meetOwners(manyShops);
  const results = await take(arena, false);
  const [apiMb, ordinaryMb] = await Promise.all(
    [arena.servers.api, arena.servers.ordinary].map(({ pid }) => rssMbOf(pid)),
  );
  return [
    ...tablesOf(results),
    growthTable([
      [FEW_SHOPS, few],
      [manyShops, results],
    ]),
    `Boot to ready: ${withSpread(footprint.boot, 0)} ms. Memory at rest: ${withSpread(footprint.restMb, 0)} MB; after ` +
      `the load: ${(apiMb ?? 0).toFixed(0)} MB (ordinary Nest ${(ordinaryMb ?? 0).toFixed(0)}).`,
  ];
}

async function chosen(arena: Arena): Promise<string[]> {
  await openShops(arena.superuser, 0, manyShops);
  await arena.meetOwners(manyShops);
  return tablesOf(await take(arena, false));
}

/** The API alone, so that its profile holds little but requests. */
async function profile(arena: Arena): Promise<void> {
  await openShops(arena.superuser, 0, FEW_SHOPS);
  await arena.meetOwners(FEW_SHOPS);
  await take(arena, true);
}

function tablesOf(results: Results): string[] {
  return [speedTable(results), costTable(results), latencyTable(results, CONNECTIONS)];
}

const PROFILES = join('dist', 'bench', 'profile');

async function measured(arena: Arena): Promise<string> {
  const tables = await (values.only.length > 0 ? chosen(arena) : everything(arena));
  const processor = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;
  const sizes = `${manyShops.toLocaleString('en')} shops, ${pace.rounds} rounds of ${pace.milliseconds / 1000} s`;
  const head = `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${processor}, ${sizes}: median (least–most)`;
  return [head, ...tables].join('\n\n');
}

say('building');
const built = await runNxQuietly(
  ['run-many', '-t', 'build', 'contenders', '-p', 'backend', 'bench'],
  endRequest(),
);
if (built !== 0) process.exit(built);

say('starting Postgres and the servers');
const arena = await openArena(values.profile ? ['--cpu-prof', '--cpu-prof-dir', PROFILES] : []);
try {
  if (values.profile) await profile(arena);
  else console.log(await measured(arena));
} finally {
  await arena.stop();
}
if (values.profile) console.log(await summaryOf(PROFILES));
