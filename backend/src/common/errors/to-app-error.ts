import { HttpException } from '@nestjs/common';
import { type ErrorCode } from '#contracts/error-codes.js';
import { AppError } from './app-error.js';
import { isDatabaseUnavailable } from './database-unavailable.js';

const DATABASE_RETRY_SECONDS = 2;

const CODE_OF_STATUS: ReadonlyMap<number, ErrorCode> = new Map([
  [400, 'request.malformed'],
  [401, 'auth.unauthorized'],
  [403, 'access.forbidden'],
  [404, 'request.not_found'],
  [405, 'request.not_found'],
  [409, 'request.conflict'],
  [413, 'request.too_large'],
  [415, 'request.unsupported_media_type'],
  [429, 'request.rate_limited'],
]);

/** Turns whatever was thrown, by us, Nest, Fastify, pg or TypeORM, into a refusal of the shared table. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isDatabaseUnavailable(thrown)) {
    return new AppError('database.unavailable', { cause: thrown, retryAfter: DATABASE_RETRY_SECONDS });
  }
  const status = statusOf(thrown);
  const code =
    CODE_OF_STATUS.get(status) ?? (status >= 400 && status < 500 ? 'request.malformed' : 'internal');
  return new AppError(code, { cause: thrown });
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (!(thrown instanceof Error)) return 500;
  // Fastify's own errors: body too large, wrong media type, malformed JSON or URL.
  return 'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : 500;
}
