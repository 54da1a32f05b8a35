/** What the build says of its files: esbuild's metafile, the parts that are read here. */
export interface BuildStats {
  outputs: Record<string, { imports: { path: string; kind: string }[] }>;
}

const MAIN = /<script src="(main-[\w-]+\.js)" type="module"><\/script>/;
const HINT = /<link rel="modulepreload" href="[^"]+">/g;

/**
 * Names in index.html every file that the first script imports, directly or not. Angular names ten: the rest would be
 * found only when these have been read, a round trip later.
 * @throws when the page has no first script
 */
export function withAllHints(html: string, { outputs }: BuildStats): string {
  const [script, main] = MAIN.exec(html) ?? [];
  if (script === undefined || main === undefined) throw new Error('index.html has no main script');
  const files = new Set<string>();
  const take = (file: string): void => {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind !== 'import-statement' || files.has(path)) continue;
      files.add(path);
      take(path);
    }
  };
  take(main);
  const hints = [...files].map((file) => `<link rel="modulepreload" href="${file}">`).join('');
  return html.replace(HINT, '').replace(script, hints + script);
}
