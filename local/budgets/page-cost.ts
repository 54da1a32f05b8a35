import { type BuildStats, closureOf, fileOf } from '../../frontend/chunks/build-stats.ts';

/**
 * The files that have arrived once the given sources run: each with everything it imports, and what that imports.
 * @throws Error when a source has no file of its own: it has been moved, or lies in what every page loads
 */
export function filesFor(stats: BuildStats, entryPoints: readonly string[]): Set<string> {
  return closureOf(stats, ...entryPoints.map((entryPoint) => fileOf(stats, entryPoint)));
}

/** The sources within some files. */
export function sourcesIn({ outputs }: BuildStats, files: Iterable<string>): string[] {
  return [...files].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}));
}
