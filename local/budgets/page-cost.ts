/** What the build says of its files: esbuild's metafile, the parts that are read here. */
export interface BuildStats {
  outputs: Record<string, BuildOutput>;
}

interface BuildOutput {
  entryPoint?: string;
  imports: { path: string; kind: string }[];
  inputs: Record<string, unknown>;
}

/**
 * The files that have arrived once the given sources run: each with everything it imports, and what that imports.
 * @throws Error when a source has no file of its own: it has been moved, or lies in what every page loads
 */
export function filesFor({ outputs }: BuildStats, entryPoints: readonly string[]): Set<string> {
  const files = new Set<string>();
  const take = (file: string): void => {
    const output = outputs[file];
    if (output === undefined || files.has(file)) return;
    files.add(file);
    for (const { path, kind } of output.imports) if (kind === 'import-statement') take(path);
  };
  for (const entryPoint of entryPoints) {
    const file = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === entryPoint);
    if (file === undefined) throw new Error(`${entryPoint} is not fetched by itself`);
    take(file);
  }
  return files;
}

/** The sources within some files. */
export function sourcesIn({ outputs }: BuildStats, files: Iterable<string>): string[] {
  return [...files].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}));
}
