import { type Plugin } from 'esbuild';

/**
 * Packages that others would use if they were there. They are not, or the API never comes to where they are asked for;
 * swagger-ui-dist alone is installed beside the bundle, since its files are served as they are.
 */
const NOT_THERE = new Set([
  '@fastify/multipart',
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  '@node-rs/xxhash',
  'pg-native',
  'swagger-ui-dist',
]);

/** Files that a package loads and this API never runs, each with the only importers that are given nothing in its place. */
const NEVER_RUN: { file: RegExp; of: RegExp; because: string }[] = [
  {
    file: /^\.\/(?!postgres\/)[\w-]+\/\w+Driver$/,
    of: /\/typeorm\/driver\/DriverFactory\.js$/,
    because: 'Postgres is the only database',
  },
  {
    file: /\/Mongo(?:EntityManager|Repository)$/,
    of: /\/typeorm\//,
    because: 'Postgres is the only database',
  },
  { file: /^\.\.\/locales\/index\.js$/, of: /\/zod\//, because: 'the environment is explained in English' },
  { file: /^libphonenumber-js/, of: /\/class-validator\//, because: 'numbers have a parser of our own' },
];

const NOTHING = 'nothing';

/**
 * Keeps out of the bundle what nobody runs. A package that is missing for any other reason fails the build, and a piece
 * of `NEVER_RUN` that is run after all throws.
 */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path }) => {
      const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
      return NOT_THERE.has(name) ? { path, external: true } : undefined;
    });
    build.onResolve({ filter: /.*/ }, ({ path, importer }) => {
      const neverRun = NEVER_RUN.find(({ file, of }) => file.test(path) && of.test(importer));
      return (
        neverRun && {
          path,
          namespace: NOTHING,
          pluginData: `${path} is not in this build: ${neverRun.because}`,
        }
      );
    });
    build.onLoad({ filter: /.*/, namespace: NOTHING }, ({ pluginData }) => ({
      contents: `module.exports = new Proxy({}, {
        get: (nothing, name) => nothing[name] ??= class { constructor() { throw new Error(${JSON.stringify(pluginData)}); } },
      });`,
    }));
  },
};
