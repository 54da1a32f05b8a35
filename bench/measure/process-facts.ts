import { readdir, readFile } from 'node:fs/promises';

/** Of Linux; other systems tell nothing here, and the columns say NaN or 0. */
const PAGE_KB = 4;

/** Processor time of all threads of a process so far, in microseconds: the scheduler counts it in nanoseconds. */
export async function cpuOf(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const times = await Promise.all(threads.map((thread) => fieldsOf(`/proc/${pid}/task/${thread}/schedstat`)));
  return times.reduce((sum, [nanoseconds = 0]) => sum + nanoseconds, 0) / 1_000;
}

/** The same of a process and its children, those that have ended included. */
export async function cpuOfFamily(parent: number): Promise<number> {
  const pids = (await readdir('/proc').catch(() => [])).map(Number).filter(Number.isInteger);
  const parents = await Promise.all(pids.map(parentOf));
  const family = [parent, ...pids.filter((_, n) => parents[n] === parent)];
  const times = await Promise.all(family.map(cpuOf));
  return times.reduce((sum, time) => sum + time, await cpuOfEnded(parent));
}

/** To a hundredth of a second, which is all that is left of them. */
async function cpuOfEnded(parent: number): Promise<number> {
  const text = await readFile(`/proc/${parent}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = fieldsAfterName(text).slice(13, 15).map(Number);
  return (user + system) * 10_000;
}

export async function rssMbOf(pid: number): Promise<number> {
  return (((await fieldsOf(`/proc/${pid}/statm`))[1] ?? 0) * PAGE_KB) / 1024;
}

/** @returns 0 when there is no such process */
export async function parentOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(fieldsAfterName(text)[1] ?? 0);
}

/** The name in brackets may hold spaces. */
function fieldsAfterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** @returns nothing of a process or thread that has ended */
async function fieldsOf(file: string): Promise<number[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text === '' ? [] : text.split(' ').map(Number);
}
