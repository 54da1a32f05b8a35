import { RequestMethod } from '@nestjs/common';
import { type Params } from 'nestjs-pino';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type DestinationStream } from 'pino';
import { maskPhoneNumber } from '#contracts/phone-number.js';

/**
 * A number standing alone, so that timestamps and other long figures stay whole; with whatever prefix, and behind an
 * escape of a URL, whose second digit is none of the number's. An id is not searched: figures of it may look like one.
 */
const PHONE_NUMBERS =
  /(?<uuid>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})|(?<![0-9])(?:%[0-9A-F]{2})?(?:(?:\+|0{0,2})91|0)?0?[6-9][0-9]{9}(?![0-9])/gi;

const TOKENS = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|\b(?:sk_(?:test|live)_|whsec_)\w+/g;
const C1_CONTROLS = /[\u007f-\u009f]/g;

/**
 * One JSON line per event, each with the request's id. Headers, bodies and query strings are never logged; as a last
 * net every line is searched for phone numbers, because other people's error messages may quote one.
 */
export function loggingParams(level: string, stream?: DestinationStream): Params {
  const options = {
    level,
    // Fastify has given it one.
    genReqId: ({ id }: IncomingMessage) => id,
    quietReqLogger: true,
    // Else pino serializes an error in full before ours sees it.
    wrapSerializers: false,
    customAttributeKeys: { reqId: 'requestId' },
    autoLogging: { ignore: ({ url = '' }: IncomingMessage) => url.startsWith('/health/') },
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'answered',
    customSuccessObject: describeAnswer,
    customErrorObject: (
      request: IncomingMessage,
      response: ServerResponse,
      _error: Error,
      line: Record<string, unknown>,
    ) => describeAnswer(request, response, line),
    serializers: { req: () => undefined, res: () => undefined, err: describeError },
    hooks: { streamWrite: withoutSecrets },
  };
  return {
    pinoHttp: stream ? [options, stream] : options,
    // nestjs-pino's own pattern matches no request of this router.
    forRoutes: [{ path: '/{*path}', method: RequestMethod.ALL }],
  };
}

/** For what reaches a line by way of a path or of other people's messages. JSON leaves C1 controls as they are. */
function withoutSecrets(line: string): string {
  return line
    .replace(PHONE_NUMBERS, (found, uuid?: string) => uuid ?? maskPhoneNumber(found))
    .replace(TOKENS, '•••')
    .replace(C1_CONTROLS, '�');
}

function describeAnswer(
  { method, url = '' }: IncomingMessage,
  { statusCode }: ServerResponse,
  line: Record<string, unknown>,
): object {
  return { method, path: url.split('?', 1)[0], status: statusCode, milliseconds: line['responseTime'] };
}

/** Not pg's `detail` and `where`: they quote the row. */
function describeError(error: unknown): object {
  if (!Error.isError(error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  return { name, message, code, constraint, stack };
}
