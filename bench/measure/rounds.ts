import { type Round, type RoundResult } from '../load/orders.ts';
import { type Scenario } from '../load/scenarios.ts';
import { type Arena, type ServerName, SERVERS } from './arena.ts';
import { cpuOf, cpuOfFamily } from './process-facts.ts';

/** One contender for a moment; processor time is in microseconds for one request. */
export interface Sample extends Omit<RoundResult, 'refused'> {
  perSecond: number;
  serverCpu: number;
  postgresCpu: number;
  /** An answer that was none: it is cheap and would pass for speed. */
  refusal: string | undefined;
}

export type Competitor = ServerName | 'postgres';
export const COMPETITORS: readonly Competitor[] = [...SERVERS, 'postgres'];

export interface Pace {
  rounds: number;
  milliseconds: number;
  warmUpMs: number;
  connections: number;
}

export type Samples = Record<Competitor, Sample[]>;

/** More sign-ups in a second than any of them manages. */
const MOST_SIGN_UPS = 4_000;

/** Lets the competitors have a scenario in turns, so that a busy second of the machine falls on all of them. */
export async function compete(
  arena: Arena,
  scenario: Scenario,
  pace: Pace,
  competitors: readonly Competitor[] = COMPETITORS,
): Promise<Samples> {
  const samples: Samples = { api: [], floor: [], ordinary: [], postgres: [] };
  // The first is not counted: caches, compilers and pools are cold, and a busy machine may be too slow to open connections.
  for (let round = -1; round < pace.rounds; round += 1) {
    for (let turn = 0; turn < competitors.length; turn += 1) {
      // Whoever begins changes, so that nobody always follows the same one.
      const competitor = competitors[(turn + Math.max(round, 0)) % competitors.length] ?? 'api';
      const sample = await oneRound(arena, competitor, scenario, round < 0 ? warmingUp(pace) : pace);
      if (round < 0) continue;
      if (sample.refusal !== undefined) throw new Error(`${competitor}, ${scenario}: ${sample.refusal}`);
      samples[competitor].push(sample);
    }
  }
  return samples;
}

/** Compilers need some ten thousand calls. */
function warmingUp(pace: Pace): Pace {
  return { ...pace, milliseconds: 3 * pace.milliseconds };
}

async function oneRound(
  arena: Arena,
  competitor: Competitor,
  scenario: Scenario,
  pace: Pace,
): Promise<Sample> {
  const server = competitor === 'postgres' ? null : arena.servers[competitor];
  const { connections, milliseconds, warmUpMs } = pace;
  const newcomers = Math.ceil((MOST_SIGN_UPS * milliseconds) / 1000);
  const round: Round = { port: server?.port ?? 0, scenario, connections, milliseconds, newcomers };
  if (server) {
    await arena.load.order({ kind: 'prepare', round });
    if (scenario !== 'exchange-new') await send(arena, competitor, { ...round, milliseconds: warmUpMs });
  }
  const cpu = async () =>
    [server ? await cpuOf(server.pid) : 0, await cpuOfFamily(arena.postmaster)] as const;
  const [serverBefore, postgresBefore] = await cpu();
  const { answered, seconds, p50, p99, refused } = await send(arena, competitor, round);
  const [serverAfter, postgresAfter] = await cpu();
  return {
    answered,
    seconds,
    p50,
    p99,
    perSecond: answered / seconds,
    serverCpu: (serverAfter - serverBefore) / answered,
    postgresCpu: (postgresAfter - postgresBefore) / answered,
    refusal: Object.keys(refused)[0],
  };
}

async function send({ load, ceiling }: Arena, competitor: Competitor, round: Round): Promise<RoundResult> {
  return (await (competitor === 'postgres' ? ceiling : load).order({ kind: 'run', round })) as RoundResult;
}
