/** What each image of the Dockerfile imports, and nothing else: what these need in turn is found in the lock. */
export const IMAGE_PACKAGES = {
  migrate: ['pg', 'reflect-metadata', 'typeorm'],
  api: [
    '@clerk/backend',
    '@fastify/static',
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/passport',
    '@nestjs/platform-fastify',
    '@nestjs/swagger',
    '@nestjs/throttler',
    '@opentelemetry/api',
    '@opentelemetry/core',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace',
    '@redis/client',
    'class-transformer',
    'class-validator',
    'fastify',
    'jsonwebtoken',
    'nestjs-pino',
    'passport',
    'passport-jwt',
    'pg',
    'pino',
    'pino-http',
    'prom-client',
    'reflect-metadata',
    'rxjs',
    'tslib',
    'typeorm',
    'zod',
  ],
  portal: ['@fastify/http-proxy', '@fastify/static', 'fastify'],
  clerk: ['@fastify/cookie', '@fastify/formbody', 'fastify', 'jose', 'standardwebhooks', 'zod'],
} as const;

export type ImageName = keyof typeof IMAGE_PACKAGES;

/** Where the source of each image is, for the test that compares its imports with the list. */
export const IMAGE_SOURCES: Record<ImageName, readonly string[]> = {
  migrate: ['database'],
  api: ['backend/src', 'contracts/src'],
  portal: ['frontend/server'],
  clerk: ['local/clerk'],
};
