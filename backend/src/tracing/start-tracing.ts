import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { type FastifyInstance } from 'fastify';
import { queryChannel, type QueryFacts } from '../database/query-channel.js';
import { markFailed, Traces, type TracesOptions } from './traces.js';

/**
 * Traces requests and the database's part of them until the server closes. By hand: the ready-made instrumentation
 * replaces modules while they load, which ES modules do not allow without a loader of its own before everything else.
 */
export function startTracing(fastify: FastifyInstance, options: TracesOptions): void {
  const traces = new Traces(options);
  traceRequests(fastify, traces);
  const stopListening = traceQueries(traces);
  fastify.addHook('onClose', async () => {
    stopListening();
    await traces.stop();
  });
}

function traceRequests(fastify: FastifyInstance, traces: Traces): void {
  const spans = new WeakMap<object, Span>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const span = traces.beginRequest(request);
    spans.set(request, span);
    reply.raw.once('close', () => {
      span.setAttribute('http.response.status_code', reply.statusCode);
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    done();
  });
  // After the body: reading it ends the async context of the hooks before.
  fastify.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request);
    if (span) traces.within(span, done);
    else done();
  });
}

/** @returns ends it */
function traceQueries(traces: Traces): () => void {
  const spans = new WeakMap<QueryFacts, Span>();
  const listener = {
    start(facts: QueryFacts) {
      const span = traces.beginChild(facts.name, {
        'db.system.name': 'postgresql',
        'db.operation.name': facts.name,
      });
      if (span) spans.set(facts, span);
    },
    error(facts: QueryFacts & { error: unknown }) {
      const span = spans.get(facts);
      if (span) markFailed(span, facts.error);
    },
    asyncEnd(facts: QueryFacts) {
      spans.get(facts)?.end();
    },
    end: () => undefined,
    asyncStart: () => undefined,
  };
  queryChannel.subscribe(listener);
  return () => queryChannel.unsubscribe(listener);
}
