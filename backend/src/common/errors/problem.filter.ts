import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { type ApiRequest } from '../http/api-request.js';
import { type AppError } from './app-error.js';
import { PROBLEM_CONTENT_TYPE, toProblem } from './problem.js';
import { toAppError } from './to-app-error.js';

/** Writes every error of the API as `application/problem+json`, and logs what somebody should know. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Refusal');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const error = toAppError(thrown);
    this.log(error, request);
    sendProblem(http.getResponse<FastifyReply>(), error, request.id);
  }

  private log(error: AppError, request: ApiRequest): void {
    const { code, reason, cause } = error;
    const about = { code, reason, userId: request.user?.id, clerkUserId: error.clerkUserId };
    if (error.status === 500) this.logger.error({ ...about, err: cause ?? error }, 'failed');
    else if (error.status === 503) this.logger.warn({ ...about, cause: causeOf(cause) }, 'unavailable');
    else if (error.status === 401 || error.status === 403) this.logger.warn(about, 'refused');
  }
}

/** Answers a refusal with the headers that belong to its status. */
export function sendProblem(reply: FastifyReply, error: AppError, requestId: string): void {
  if (error.retryAfter !== undefined) void reply.header('retry-after', String(Math.ceil(error.retryAfter)));
  if (error.status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply
    .status(error.status)
    .header('content-type', PROBLEM_CONTENT_TYPE)
    .send(toProblem(error, requestId));
}

/** The database's words on an outage carry no row; a stack for every request of an outage would only fill the disk. */
function causeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const code = 'code' in cause ? String(cause.code) : cause.name;
  return `${code}: ${cause.message}`;
}
