import { type FastifyError, type FastifyReply } from 'fastify';
import { ClerkRefusal } from './errors.ts';
import { newTraceId } from '../identifiers.ts';
import { type Json } from '../views/json.ts';

/** Turns what a route threw into a refusal; anything unforeseen is Clerk's own 500, told to the developer. */
export function asRefusal(error: FastifyError | ClerkRefusal, log: (line: string) => void): ClerkRefusal {
  if (error instanceof ClerkRefusal) return error;
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new ClerkRefusal('form_param_value_invalid', { longMessage: error.message });
  }
  log(`The Clerk stand-in failed: ${error.stack ?? error.message}`);
  return new ClerkRefusal('internal_clerk_error');
}

/** Answers a refusal in Clerk's form. `client` rides along so that clerk-js sees the tries that were used. */
export function answerRefusal(reply: FastifyReply, refusal: ClerkRefusal, client?: Json): FastifyReply {
  if (refusal.retryAfter !== undefined) reply.header('retry-after', String(refusal.retryAfter));
  const error = {
    code: refusal.code,
    message: refusal.message,
    long_message: refusal.longMessage,
    meta: refusal.meta,
  };
  return reply.status(refusal.status).send({
    errors: [error],
    ...(client ? { meta: { client } } : {}),
    clerk_trace_id: newTraceId(),
  });
}
