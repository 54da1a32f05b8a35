import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Metrics } from './metrics.js';

/** Of requests that meet no route; what they ask for is theirs to invent, so it is no label. */
const NO_ROUTE = 'none';
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts and times every request by the pattern of its route. */
export function countRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const { requests, durations, inFlight } = metrics;
  fastify.addHook('onRequest', (request, reply, done) => {
    inFlight.inc();
    // Not Fastify's `onResponse`: that hears nothing of a client who is gone before its answer.
    reply.raw.once('close', () => {
      const labels = { method: methodOf(request), route: request.routeOptions.url ?? NO_ROUTE };
      inFlight.dec();
      requests.inc({ ...labels, status: statusOf(reply) });
      durations.observe(labels, reply.elapsedTime / 1000);
    });
    done();
  });
}

function methodOf({ method }: FastifyRequest): string {
  return METHODS.has(method) ? method : 'other';
}

/** 499, as proxies say it: nobody waited for the answer. */
function statusOf({ statusCode, raw }: FastifyReply): number {
  return raw.writableFinished ? statusCode : 499;
}
