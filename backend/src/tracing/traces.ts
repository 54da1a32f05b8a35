import { Logger } from '@nestjs/common';
import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { type FastifyRequest } from 'fastify';
import { AsyncLocalStorage } from 'node:async_hooks';

const SERVICE = 'bharatprint-api';
/** A receiver that does not answer holds up neither the process nor its end. */
const EXPORT_LIMIT_MS = 2_000;

export interface TracesOptions {
  /** The base address of an OTLP/HTTP receiver. */
  endpoint: string;
  /** Of the traces that begin here; one that comes with a request goes on as it was decided there. */
  sampleRatio: number;
}

/** Makes spans and sends them off in batches. Spans carry names, patterns and codes, never what a request said. */
export class Traces {
  private readonly logger = new Logger(Traces.name);
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;
  private readonly propagator = new W3CTraceContextPropagator();
  private readonly contexts = new AsyncLocalStorage<Context>();

  constructor({ endpoint, sampleRatio }: TracesOptions) {
    const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_LIMIT_MS });
    this.provider = new TracerProvider({
      resource: defaultResource().merge(resourceFromAttributes({ 'service.name': SERVICE })),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) }),
      spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: EXPORT_LIMIT_MS })],
    });
    this.tracer = this.provider.getTracer(SERVICE);
  }

  /** A request's span: a new trace, or part of the one that its `traceparent` names. */
  beginRequest({ method, headers, routeOptions, id }: FastifyRequest): Span {
    const parent = this.propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const route = routeOptions.url;
    return this.tracer.startSpan(
      route === undefined ? method : `${method} ${route}`,
      {
        kind: SpanKind.SERVER,
        attributes: {
          'http.request.method': method,
          ...(route !== undefined && { 'http.route': route }),
          'bharatprint.request_id': id,
        },
      },
      parent,
    );
  }

  /** Runs a request's work so that `beginChild` finds its span. */
  within(span: Span, work: () => void): void {
    this.contexts.run(trace.setSpan(ROOT_CONTEXT, span), work);
  }

  /** A span below that of the request being served; null outside of requests. */
  beginChild(name: string, attributes: Record<string, string>): Span | null {
    const parent = this.contexts.getStore();
    return parent ? this.tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, parent) : null;
  }

  /** Sends what is left. */
  async stop(): Promise<void> {
    try {
      await this.provider.shutdown();
    } catch (error) {
      this.logger.warn({ cause: error instanceof Error ? error.message : error }, 'traces lost');
    }
  }
}

/** Marks a span as failed by a code: messages of Postgres and others quote values. */
export function markFailed(span: Span, error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
