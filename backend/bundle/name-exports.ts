import { createRequire } from 'node:module';
import { type Plugin } from 'esbuild';

const require = createRequire(import.meta.url);
const IDENTIFIER = /^(?!default$)[A-Za-z_$][\w$]*$/;
const SEEN = Symbol('seen');
const NAMED = 'named';

/**
 * `await import()` of a CommonJS package has its exports by name in Node, which reads them out of the source. In a bundle
 * it has the default alone, and Nest's pipes look for names: here they are spelled out.
 */
export const nameExports: Plugin = {
  name: 'name-exports',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, pluginData, ...where }) => {
      if (kind !== 'dynamic-import' || pluginData === SEEN) return undefined;
      const found = await build.resolve(path, { ...where, kind, pluginData: SEEN });
      if (found.errors.length > 0 || found.external) return found;
      const names = namesOf(found.path);
      return names === null ? found : { path: found.path, namespace: NAMED, pluginData: names };
    });
    build.onLoad({ filter: /.*/, namespace: NAMED }, ({ path, pluginData }) => ({
      resolveDir: '/',
      contents: `const whole = require(${JSON.stringify(path)});
        export default whole;
        export const { ${(pluginData as string[]).join(', ')} } = whole;`,
    }));
  },
};

/** @returns null for a module that names its exports itself */
function namesOf(file: string): string[] | null {
  const loaded: unknown = require(file);
  if (typeof loaded !== 'object' && typeof loaded !== 'function') return [];
  if (Object.prototype.toString.call(loaded) === '[object Module]') return null;
  return Object.keys(loaded ?? {}).filter((name) => IDENTIFIER.test(name));
}
