import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type Params, PinoLogger } from 'nestjs-pino';
import { type DestinationStream } from 'pino';
import { maskPhoneNumber } from '#contracts/phone-number.js';
import { type RequestFacts, requestFacts } from './request-facts.js';

/**
 * A number standing alone, so that timestamps and other long figures stay whole; with whatever prefix, and behind an
 * escape of a URL, whose second digit is none of the number's.
 */
const PHONE_NUMBER = /(?<![0-9])(?:%[0-9A-F]{2})?(?:(?:\+|0{0,2})91|0)?0?[6-9][0-9]{9}(?![0-9])/i;
/** An id is not searched: figures of it may look like a number. */
const IDS_AND_PHONE_NUMBERS = new RegExp(
  `(?<uuid>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})|${PHONE_NUMBER.source}`,
  'gi',
);

const TOKENS = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|\b(?:sk_(?:test|live)_|whsec_)\w+/g;
const C1_CONTROLS = /[\u007f-\u009f]/g;

/**
 * One JSON line per event, each with the request's id. Headers, bodies and query strings are never logged; as a last
 * net every line is searched for phone numbers, because other people's error messages may quote one.
 */
export function loggingParams(level: string, stream: DestinationStream): Params {
  const options = {
    level,
    // Not a logger for each request, which costs more than its line.
    mixin: withRequestId,
    // Else pino serializes an error in full before ours sees it.
    wrapSerializers: false,
    serializers: { err: describeError },
    hooks: { streamWrite: withoutSecrets },
  };
  // Requests are logged by `logRequests`: nestjs-pino's way of it is a middleware, and this router has none otherwise.
  return { pinoHttp: [options, stream], forRoutes: [] };
}

/** Writes a line for every request that was answered, and gives those that are written meanwhile the request's id. */
export function logRequests(fastify: FastifyInstance): void {
  const told = new WeakMap<FastifyRequest, RequestFacts>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const about: RequestFacts = { requestId: request.id, facts: {}, isTold: false };
    told.set(request, about);
    if (!request.url.startsWith('/health/')) {
      // Not Fastify's `onResponse`: that hears nothing of a client who is gone before its answer.
      reply.raw.once('close', () => {
        const { method, url } = request;
        const { statusCode: status, elapsedTime } = reply;
        const [path] = url.split('?', 1);
        about.isTold = true;
        const { requestId, facts } = about;
        PinoLogger.root.info(
          { ...facts, requestId, method, path, status, milliseconds: Math.round(elapsedTime) },
          'answered',
        );
      });
    }
    done();
  });
  // After the body: reading it ends the async context of the hooks before.
  fastify.addHook('preHandler', (request, _reply, done) => {
    requestFacts.run(told.get(request) ?? { requestId: request.id, facts: {}, isTold: true }, done);
  });
}

function withRequestId(): object {
  const about = requestFacts.getStore();
  return about === undefined ? {} : { requestId: about.requestId };
}

/** For what reaches a line by way of a path or of other people's messages. JSON leaves C1 controls as they are. */
function withoutSecrets(line: string): string {
  return withoutPhoneNumbers(line).replace(TOKENS, '•••').replace(C1_CONTROLS, '�');
}

/** Most lines have nothing that looks like a number, and telling that is ten times cheaper than leaving the ids out. */
function withoutPhoneNumbers(line: string): string {
  if (!PHONE_NUMBER.test(line)) return line;
  return line.replace(IDS_AND_PHONE_NUMBERS, (found, uuid?: string) => uuid ?? maskPhoneNumber(found));
}

/** Not pg's `detail` and `where`: they quote the row. */
function describeError(error: unknown): object {
  if (!Error.isError(error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  return { name, message, code, constraint, stack };
}
