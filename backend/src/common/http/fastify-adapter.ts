import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Socket } from 'node:net';
import { AppError } from '../errors/app-error.js';
import { PROBLEM_CONTENT_TYPE, toProblem } from '../errors/problem.js';
import { sendProblem } from '../errors/problem.filter.js';
import { toAppError } from '../errors/to-app-error.js';
import { readJsonOnly } from './json-body.js';
import { requestIdOf } from './request-id.js';

const BODY_LIMIT_BYTES = 64 * 1024;
/** Longer than a proxy's idle time (nginx: 60 s), so that it is never we who close a connection it is about to use. */
const KEEP_ALIVE_MS = 72_000;
const REQUEST_LIMIT_MS = 30_000;
/** The router finds no route for more. The message an invitation came in is pasted whole where its code goes. */
const PATH_PARAMETER_LIMIT = 1_000;

/** Fastify as this API wants it: small JSON bodies only, ids on requests, problems for what no handler sees. */
export function createFastifyAdapter(trustProxy: false | number | string[]): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_LIMIT_MS,
    routerOptions: { maxParamLength: PATH_PARAMETER_LIMIT },
    // Fastify takes a list, but no number of hops.
    trustProxy: typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy,
    genReqId: requestIdOf,
    // While the server closes, requests that are already on the wire are served.
    return503OnClosing: false,
    frameworkErrors: answerBadUrl,
    clientErrorHandler: answerUnreadable,
  });
  readJsonOnly(adapter.getInstance());
  return adapter;
}

/** A URL that is none is refused before any hook runs. */
function answerBadUrl(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const id = requestIdOf(request.raw);
  sendProblem(reply.header('x-request-id', id), toAppError(error), id);
}

/** Bytes that are no HTTP: there is no request to answer, only a socket. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const id = requestIdOf({ headers: {} });
  const body = JSON.stringify(toProblem(new AppError('request.malformed', { cause: error }), id));
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: ${PROBLEM_CONTENT_TYPE}\r\nx-request-id: ${id}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
