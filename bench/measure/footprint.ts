import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Arena } from './arena.ts';
import { Contender } from './contender.ts';
import { rssMbOf } from './process-facts.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** Long enough for what the boot left behind to be collected, as far as it will be. */
const REST_MS = 3_000;

export interface Footprint {
  /** Start of the process to the first 200 of `/health/ready`, in milliseconds. */
  boot: Spread;
  restMb: Spread;
}

/** The very program that is deployed, started and left alone some times. */
export async function footprintOf(arena: Arena, starts: number): Promise<Footprint> {
  const boots: number[] = [];
  const rests: number[] = [];
  for (let n = 0; n < starts; n += 1) {
    const api = await Contender.start({
      program: 'dist/api/main.js',
      environment: arena.apiEnvironment,
      logFile: join(arena.folder, 'boot.log'),
    });
    boots.push(api.readyAfterMs);
    await pause(REST_MS);
    rests.push(await rssMbOf(api.pid));
    await api.end('SIGKILL');
  }
  return { boot: spreadOf(boots), restMb: spreadOf(rests) };
}
