import { type Scenario, TITLES } from './load/scenarios.ts';
import { type Samples } from './measure/rounds.ts';
import { ratiosOf, type Spread, spreadOf } from './measure/statistics.ts';

export type Results = [Scenario, Samples][];

/** `1.20 (1.10–1.30)`: the middle round, the least and the most. */
export function withSpread({ median, least, most }: Spread, digits = 2): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Requests a second, as ratios of rounds that were taken in turns. */
export function speedTable(results: Results): string {
  return table(
    [
      'requests per second',
      'API ÷ floor',
      'API ÷ ordinary Nest',
      'API ÷ Postgres alone',
      'API',
      'floor',
      'ordinary',
      'Postgres',
    ],
    results.map(([scenario, { api, floor, ordinary, postgres }]) => {
      const [a, f, o, p] = [api, floor, ordinary, postgres].map((samples) =>
        samples.map(({ perSecond }) => perSecond),
      ) as [number[], number[], number[], number[]];
      return [
        TITLES[scenario],
        ...[f, o, p].map((theirs) => withSpread(ratiosOf(a, theirs))),
        ...[a, f, o, p].map((values) => spreadOf(values).median.toFixed(0)),
      ];
    }),
  );
}

/** Processor time, which says less of the machine's other work than the clock does. */
export function costTable(results: Results): string {
  return table(
    [
      'CPU µs a request: server + Postgres',
      'API',
      'floor',
      'ordinary',
      'Postgres alone',
      'API ÷ floor (server)',
      'API ÷ ordinary (both)',
    ],
    results.map(([scenario, samples]) => {
      const { api, floor, ordinary, postgres } = samples;
      const cost = (of: typeof api) =>
        `${spreadOf(of.map(({ serverCpu }) => serverCpu)).median.toFixed(0)} + ${spreadOf(of.map(({ postgresCpu }) => postgresCpu)).median.toFixed(0)}`;
      const both = (of: typeof api) => of.map(({ serverCpu, postgresCpu }) => serverCpu + postgresCpu);
      const servers = (of: typeof api) => of.map(({ serverCpu }) => serverCpu);
      return [
        TITLES[scenario],
        ...[api, floor, ordinary].map(cost),
        spreadOf(postgres.map(({ postgresCpu }) => postgresCpu)).median.toFixed(0),
        withSpread(ratiosOf(servers(api), servers(floor))),
        withSpread(ratiosOf(both(api), both(ordinary))),
      ];
    }),
  );
}

export function latencyTable(results: Results, connections: number): string {
  return table(
    [
      `milliseconds, ${connections} connections`,
      'API p50',
      'API p99',
      'API p99 ÷ p50',
      'floor p50',
      'floor p99',
      'ordinary p50',
      'ordinary p99',
    ],
    results.map(([scenario, { api, floor, ordinary }]) => {
      const of = (samples: typeof api, key: 'p50' | 'p99') =>
        spreadOf(samples.map((sample) => sample[key])).median.toFixed(1);
      return [
        TITLES[scenario],
        of(api, 'p50'),
        of(api, 'p99'),
        withSpread(spreadOf(api.map(({ p50, p99 }) => p99 / p50)), 1),
        ...[of(floor, 'p50'), of(floor, 'p99'), of(ordinary, 'p50'), of(ordinary, 'p99')],
      ];
    }),
  );
}

/** @param steps shops, and what the API's rounds said then */
export function growthTable(steps: [number, Results][]): string {
  const [first] = steps;
  return table(
    [
      'CPU µs a request, server + Postgres',
      ...steps.map(([shops]) => `${shops.toLocaleString('en')} shops`),
      'last ÷ first',
    ],
    (first?.[1] ?? []).map(([scenario], row) => {
      const costs = steps.map(
        ([, results]) =>
          spreadOf((results[row]?.[1].api ?? []).map(({ serverCpu, postgresCpu }) => serverCpu + postgresCpu))
            .median,
      );
      return [
        TITLES[scenario],
        ...costs.map((cost) => cost.toFixed(0)),
        ((costs.at(-1) ?? Number.NaN) / (costs[0] ?? Number.NaN)).toFixed(2),
      ];
    }),
  );
}
