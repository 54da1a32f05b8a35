/** What the build says of its files: esbuild's metafile, the parts that are read here and by the budgets. */
export interface BuildStats {
  outputs: Record<string, BuildOutput>;
}

export interface BuildOutput {
  bytes: number;
  /** The source that is fetched by itself, when this file is. */
  entryPoint?: string | undefined;
  imports: { path: string; kind: string }[];
  /** By source file. */
  inputs: Record<string, unknown>;
}

/**
 * The file whose code begins with this source.
 * @throws Error when it has none of its own: it has been moved, or lies in what every page loads
 */
export function fileOf({ outputs }: BuildStats, entryPoint: string): string {
  const file = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === entryPoint);
  if (file === undefined) throw new Error(`${entryPoint} is not fetched by itself`);
  return file;
}

/** Files and all that they import, directly or not: what must have arrived before they run. */
export function closureOf({ outputs }: BuildStats, ...files: string[]): Set<string> {
  const closure = new Set<string>();
  const take = (path: string): void => {
    const output = outputs[path];
    if (output === undefined || closure.has(path)) return;
    closure.add(path);
    for (const { path: next, kind } of output.imports) if (kind === 'import-statement') take(next);
  };
  files.forEach(take);
  return closure;
}
