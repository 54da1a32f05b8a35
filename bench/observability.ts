/**
 * What metrics and traces cost the API, in turns with one that has neither: `node local/with-deps.mjs node
 * bench/observability.ts [rounds]`, after `npm run build`. Processor time of the process for one request, as ratios:
 * machines are noisy, and this is least of all. Traces are those of every request, sent to a receiver that drops them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool, startTestDatabase } from '../database/test/postgres-for-tests.ts';
import { startClerkSide } from './fixture/clerk-side.ts';
import { openShops, someOwners } from './fixture/shops.ts';
import { type Order, type RoundResult } from './load/orders.ts';
import { type Scenario } from './load/scenarios.ts';
import { apiEnvironment } from './measure/api-environment.ts';
import { Child } from './measure/child.ts';
import { Contender } from './measure/contender.ts';
import { cpuOf } from './measure/process-facts.ts';
import { ratiosOf, spreadOf } from './measure/statistics.ts';

/** So many that nobody meets a limit. */
const SHOPS = 4_000;
const CONNECTIONS = 16;
const ROUND_MS = 1_500;
const SCENARIOS: Scenario[] = ['me', 'patch'];

const rounds = Number(process.argv[2] ?? 15);
const folder = await mkdtemp(join(tmpdir(), 'bharatprint-bench-'));
const [database, clerk] = await Promise.all([startTestDatabase(), startClerkSide()]);
const superuser = openPool(database.superuserUrl, { max: 2 });
const receiver = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
const environment = apiEnvironment(clerk, database.apiUrl);
const METRICS = { METRICS_PORT: '0' };
const TRACES = {
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
};
const start = (more: Record<string, string>) =>
  Contender.start({
    program: 'bench/api/main.ts',
    environment: { ...environment, ...more },
    logFile: join(folder, 'api.log'),
  });
const load = new Child<Order>(join(import.meta.dirname, 'load', 'main.ts'));
const servers: Record<string, Contender> = {};
try {
  servers['neither'] = await start({});
  servers['metrics'] = await start(METRICS);
  servers['metrics and traces'] = await start({ ...METRICS, ...TRACES });
  await openShops(superuser, 0, SHOPS);
  await load.order({ kind: 'meet', clerk, owners: await someOwners(superuser, SHOPS, SHOPS) });
  await load.order({ kind: 'sign-in', port: servers['neither'].port });
  for (const scenario of SCENARIOS) {
    const cpu: Record<string, number[]> = {};
    // The first round warms up.
    for (let round = -1; round < rounds; round += 1) {
      for (const [name, server] of Object.entries(servers)) {
        const taken = await cpuOfRequests(server, scenario);
        if (round >= 0) (cpu[name] ??= []).push(taken);
      }
    }
    for (const [name, taken] of Object.entries(cpu)) {
      const { median, least, most } = ratiosOf(taken, cpu['neither'] ?? []);
      const own = spreadOf(taken).median.toFixed(0).padStart(5);
      console.log(
        `${scenario.padEnd(5)} ${name.padEnd(19)} ${own} µs a request, ` +
          `${median.toFixed(2)} × neither (${least.toFixed(2)} to ${most.toFixed(2)})`,
      );
    }
  }
} finally {
  load.end();
  await Promise.all(Object.values(servers).map((server) => server.end()));
  receiver.closeAllConnections();
  receiver.close();
  await superuser.end();
  await database.stop();
  await clerk.stop();
  await rm(folder, { recursive: true, force: true });
}

/** In microseconds, for one of the requests of a round. */
async function cpuOfRequests({ port, pid }: Contender, scenario: Scenario): Promise<number> {
  const round = { port, scenario, connections: CONNECTIONS, milliseconds: ROUND_MS, newcomers: 0 };
  await load.order({ kind: 'prepare', round });
  const before = await cpuOf(pid);
  const { answered, refused } = (await load.order({ kind: 'run', round })) as RoundResult;
  const [refusal] = Object.keys(refused);
  // It is cheap and would pass for speed.
  if (refusal !== undefined) throw new Error(`${scenario}: ${refusal}`);
  return ((await cpuOf(pid)) - before) / answered;
}
