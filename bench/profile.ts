import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const LINES = 45;
const IDLE = new Set(['(idle)', '(program)', '(root)']);

/** Where the processor time of a profile went: the dearest functions and packages, by what they used themselves. */
export async function summaryOf(folder: string): Promise<string> {
  const file = (await readdir(folder))
    .filter((name) => name.endsWith('.cpuprofile'))
    .toSorted()
    .at(-1);
  if (file === undefined) throw new Error(`no profile in ${folder}`);
  const { nodes, samples, timeDeltas } = JSON.parse(await readFile(join(folder, file), 'utf8')) as CpuProfile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const functions = new Map<string, number>();
  const packages = new Map<string, number>();
  let total = 0;
  samples.forEach((id, n) => {
    const frame = frames.get(id);
    const time = timeDeltas[n] ?? 0;
    if (!frame || IDLE.has(frame.functionName)) return;
    total += time;
    const where = placeOf(frame.url);
    add(packages, where.packageName, time);
    add(functions, `${frame.functionName || '(anonymous)'}  ${where.file}:${frame.lineNumber + 1}`, time);
  });
  const top = (sums: Map<string, number>, lines: number) =>
    [...sums]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, lines)
      .map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`)
      .join('\n');
  return `By package:\n${top(packages, 25)}\n\nBy function:\n${top(functions, LINES)}`;
}

function add(sums: Map<string, number>, name: string, time: number): void {
  sums.set(name, (sums.get(name) ?? 0) + time);
}

function placeOf(url: string): { packageName: string; file: string } {
  if (url === '') return { packageName: 'V8 and C++', file: '' };
  if (url.startsWith('node:')) return { packageName: url.split('/').slice(0, 2).join('/'), file: url };
  const [, inPackage] = /node_modules\/(?!.*node_modules\/)(.*)$/.exec(url) ?? [];
  const file = inPackage ?? url.replace(/^.*\/dist\//, '');
  const packageName = inPackage
    ? (/^(@[^/]+\/)?[^/]+/.exec(inPackage)?.[0] ?? inPackage)
    : file.split('/').slice(0, 3).join('/');
  return { packageName, file };
}
