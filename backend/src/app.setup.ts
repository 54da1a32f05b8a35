import cors from '@fastify/cors';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import { AppModule, type AppOptions } from './app.module.js';
import { Drain } from './common/http/drain.js';
import { createFastifyAdapter } from './common/http/fastify-adapter.js';
import { logRequests } from './common/http/logging.js';
import { docsHeaders, securityHeaders } from './common/http/security-headers.js';
import { countRequests } from './common/metrics/count-requests.js';
import { Metrics } from './common/metrics/metrics.js';
import { type Environment } from './config/env.js';
import { DOCS_PATH } from './docs/docs-paths.js';
import { mountDocs } from './docs/mount-docs.js';

/** Builds the API, ready to listen. */
export async function createApp(
  environment: Environment,
  options?: AppOptions,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(environment, options),
    createFastifyAdapter(environment.trustProxy),
    // Fastify's own parser reads JSON; Nest's would add forms.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as a class
    { bodyParser: false, bufferLogs: true, abortOnError: false },
  );
  app.useLogger(app.get(Logger));
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  if (environment.traces) {
    // Loaded only where somebody wants traces.
    const { startTracing } = await import('./tracing/start-tracing.js');
    startTracing(app.getHttpAdapter().getInstance(), environment.traces);
  }
  logRequests(app.getHttpAdapter().getInstance());
  if (environment.metrics) countRequests(app.getHttpAdapter().getInstance(), app.get(Metrics));
  await allowPortal(app.getHttpAdapter().getInstance(), environment.corsOrigins);
  addHeaders(app.getHttpAdapter().getInstance(), app.get(Drain), environment.isProduction);
  mountDocs(app, environment.isProduction);
  return app;
}

/**
 * Exact origins only. The app's token travels in a header, so no cookie is ever asked for. Not Nest's `enableCors`: it copies
 * the headers to Node's response, which sends every answer the slow way, for raw handlers that are not used here.
 */
async function allowPortal(fastify: FastifyInstance, origins: readonly string[]): Promise<void> {
  await fastify.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'X-Request-Id'],
    exposedHeaders: ['X-Request-Id', 'Retry-After'],
    maxAge: 600,
    // An OPTIONS that is no preflight would get a plain-text refusal; it gets the same empty answer.
    strictPreflight: false,
  });
}

/** In `onSend`, which also sees preflights and errors, and after the docs' static files set theirs. */
function addHeaders(fastify: FastifyInstance, drain: Drain, isProduction: boolean): void {
  const headers = securityHeaders(isProduction);
  const headersOfDocs = docsHeaders(isProduction);
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    void reply.headers(request.routeOptions.url?.startsWith(DOCS_PATH) ? headersOfDocs : headers);
    void reply.header('x-request-id', request.id);
    if (drain.isStopping) void reply.header('connection', 'close');
    done();
  });
}
