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
  /** Of each competitor before the first round that counts. */
  warmUpRequests: number;
  connections: number;
}

export type Samples = Record<Competitor, Sample[]>;

/** More sign-ups in a second than any of them manages. */
const MOST_SIGN_UPS = 4_000;
const MOST_WARM_UPS = 8;

/** Lets the competitors have a scenario in turns, so that a busy second of the machine falls on all of them. */
export async function compete(
  arena: Arena,
  scenario: Scenario,
  pace: Pace,
  competitors: readonly Competitor[] = COMPETITORS,
): Promise<Samples> {
  const samples: Samples = { api: [], floor: [], ordinary: [], postgres: [] };
  for (const competitor of competitors) await warmUp(arena, competitor, scenario, pace);
  for (let round = 0; round < pace.rounds; round += 1) {
    for (let turn = 0; turn < competitors.length; turn += 1) {
      // Whoever begins changes, so that nobody always follows the same one.
      const competitor = competitors[(turn + round) % competitors.length] ?? 'api';
      const sample = await oneRound(arena, competitor, scenario, pace);
      if (sample.refusal !== undefined) throw new Error(`${competitor}, ${scenario}: ${sample.refusal}`);
      samples[competitor].push(sample);
    }
  }
  return samples;
}

/**
 * Caches, pools and above all compilers: the more code a server has, the more calls it takes until all of it is compiled. What
 * is refused meanwhile does not matter: a busy machine may be too slow to open connections.
 */
async function warmUp(arena: Arena, competitor: Competitor, scenario: Scenario, pace: Pace): Promise<void> {
  const { warmUpRequests } = pace;
  for (let answered = 0, round = 0; answered < warmUpRequests && round < MOST_WARM_UPS; round += 1) {
    answered += (await oneRound(arena, competitor, scenario, pace)).answered;
  }
}

async function oneRound(
  arena: Arena,
  competitor: Competitor,
  scenario: Scenario,
  pace: Pace,
): Promise<Sample> {
  const server = competitor === 'postgres' ? null : arena.servers[competitor];
  const { connections, milliseconds } = pace;
  const newcomers = Math.ceil((MOST_SIGN_UPS * milliseconds) / 1000);
  const round: Round = { port: server?.port ?? 0, scenario, connections, milliseconds, newcomers };
  if (server) {
    await arena.load.order({ kind: 'prepare', round });
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
