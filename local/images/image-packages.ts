/** What each image of the Dockerfile imports, and nothing else: what these need in turn is found in the lock. */
export const IMAGE_PACKAGES = {
  migrate: ['pg', 'reflect-metadata', 'typeorm'],
  // The rest is in its bundle: backend/bundle.
  api: ['swagger-ui-dist'],
  portal: ['@fastify/http-proxy', '@fastify/static', 'fastify'],
  clerk: ['@fastify/cookie', '@fastify/formbody', 'fastify', 'jose', 'standardwebhooks', 'zod'],
} as const;

export type ImageName = keyof typeof IMAGE_PACKAGES;

/** Where the source of each image is, for the test that compares its imports with the list; the faults run the API's. */
export const IMAGE_SOURCES: Record<Exclude<ImageName, 'api'>, readonly string[]> = {
  migrate: ['database'],
  portal: ['frontend/server'],
  clerk: ['local/clerk'],
};
