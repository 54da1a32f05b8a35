import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { AppError } from '../errors/app-error.js';
import { type ApiRequest } from './api-request.js';

/**
 * Takes JSON bodies alone, in UTF-8 and not compressed. Fastify's own reading puts U+FFFD for bytes that are no UTF-8
 * (what is stored would not be what was sent), and does not look at `Content-Encoding`.
 */
export function readJsonOnly(fastify: FastifyInstance): void {
  // A key named __proto__ or constructor.prototype makes a body unreadable.
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    (request as ApiRequest).rawBody = body;
    try {
      void parse(request, textOf(request, body), done);
    } catch (error) {
      done(error as AppError);
    }
  });
}

function textOf({ headers }: FastifyRequest, body: Buffer): string {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw new AppError('request.unsupported_media_type');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new AppError('request.malformed', { cause });
  }
}
