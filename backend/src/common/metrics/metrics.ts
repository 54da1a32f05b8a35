import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { toAppError } from '../errors/to-app-error.js';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * What this replica counts. A registry of its own, not the process's: two APIs in one process do not add up. Labels come
 * from short closed lists, never from what a client sends.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];

  readonly requests = new Counter({
    name: 'http_requests_total',
    help: 'Answered requests by method, route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    registers: this.registers,
  });

  readonly durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route'],
    buckets: SECONDS,
    registers: this.registers,
  });

  readonly inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests that are not answered yet.',
    registers: this.registers,
  });

  readonly rateLimited = new Counter({
    name: 'bharatprint_rate_limited_total',
    help: 'Requests refused with 429, by the limit they met.',
    labelNames: ['limit'],
    registers: this.registers,
  });

  readonly signIns = new Counter({
    name: 'bharatprint_sign_ins_total',
    help: 'Exchanges by outcome: what happened to the account, or the code of the refusal.',
    labelNames: ['outcome'],
    registers: this.registers,
  });

  readonly webhooks = new Counter({
    name: 'bharatprint_webhooks_total',
    help: "Clerk's deliveries by outcome: what following it changed, or the code of the refusal.",
    labelNames: ['outcome'],
    registers: this.registers,
  });
}

/** Counts the outcome of some work: what it gives, or the code it is refused with. */
export async function countingOutcome<Result>(
  counter: Counter<'outcome'>,
  outcomeOf: (result: Result) => string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await work();
    counter.inc({ outcome: outcomeOf(result) });
    return result;
  } catch (error) {
    counter.inc({ outcome: toAppError(error).code });
    throw error;
  }
}
