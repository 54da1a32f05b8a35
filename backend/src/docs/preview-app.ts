import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { createFastifyAdapter } from '../common/http/fastify-adapter.js';
import { parseEnvironment } from '../config/env.js';

/** Enough to pass validation; nothing is ever made of it. */
const PLACEHOLDERS = {
  CLERK_SECRET_KEY: 'sk_test_preview',
  CLERK_PUBLISHABLE_KEY: `pk_test_${Buffer.from('clerk.preview.test$').toString('base64')}`,
  CLERK_JWKS_URL: 'http://127.0.0.1:9/.well-known/jwks.json',
  JWT_SECRET: 'Zq7#preview-only-Lw2vXk9Rt4Yb8Nc1Md6Pf3',
  DATABASE_URL: 'postgresql://preview@127.0.0.1:9/preview',
};

/** The API with its routes but without its parts: no provider is built and nothing is connected. Serves nobody. */
export function previewApp(): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(
    AppModule.with(parseEnvironment(PLACEHOLDERS)),
    createFastifyAdapter(false),
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as a class
    { preview: true, logger: false, abortOnError: false },
  );
}
