import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { type FastifyInstance } from 'fastify';
import { outsideWork, type WorkFacts } from '../common/tracing/outside-work.js';
import { markFailed, Traces, type TracesOptions } from './traces.js';

/**
 * Traces requests, and the database's and Clerk's part of them, until the server closes. By hand: the ready-made instrumentation
 * replaces modules while they load, which ES modules do not allow without a loader of its own before everything else.
 */
export function startTracing(fastify: FastifyInstance, options: TracesOptions): void {
  const traces = new Traces(options);
  traceRequests(fastify, traces);
  const stopListening = traceOutsideWork(traces);
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

/** As OpenTelemetry's conventions name them. */
function attributesOf({ system, name }: WorkFacts): Record<string, string> {
  return system === 'clerk'
    ? { 'peer.service': system }
    : { 'db.system.name': system, 'db.operation.name': name };
}

/** @returns ends it */
function traceOutsideWork(traces: Traces): () => void {
  const spans = new WeakMap<WorkFacts, Span>();
  const listener = {
    start(facts: WorkFacts) {
      const span = traces.beginChild(facts.name, attributesOf(facts));
      if (span) spans.set(facts, span);
    },
    error(facts: WorkFacts & { error: unknown }) {
      const span = spans.get(facts);
      if (span) markFailed(span, facts.error);
    },
    asyncEnd(facts: WorkFacts) {
      spans.get(facts)?.end();
    },
    end: () => undefined,
    asyncStart: () => undefined,
  };
  outsideWork.subscribe(listener);
  return () => outsideWork.unsubscribe(listener);
}
