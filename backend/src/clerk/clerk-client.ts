import { createClerkClient } from '@clerk/backend';
import { isClerkAPIResponseError } from '@clerk/backend/errors';
import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { traced } from '../common/tracing/outside-work.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';

type Sdk = ReturnType<typeof createClerkClient>;

const CALL_LIMIT_MS = 5_000;
const RETRY_SECONDS = 5;

/** Clerk's Backend API through its SDK, which by itself would wait without an end. */
@Injectable()
export class ClerkClient {
  private readonly sdk: Sdk;

  constructor(@Inject(ENVIRONMENT) { clerk }: Environment) {
    this.sdk = createClerkClient({
      secretKey: clerk.secretKey,
      apiUrl: clerk.apiUrl,
      telemetry: { disabled: true },
    });
  }

  /**
   * Makes one call.
   * @param name of the SDK's method, for the trace
   * @param about the Clerk user it is about, for the log
   * @returns null when Clerk has nothing of that id
   * @throws AppError `auth.clerk_unavailable`
   */
  call<Answer>(
    name: string,
    about: string | null,
    work: (sdk: Sdk) => Promise<Answer>,
  ): Promise<Answer | null> {
    return traced({ system: 'clerk', name }, () => this.ask(about, work));
  }

  private async ask<Answer>(
    about: string | null,
    work: (sdk: Sdk) => Promise<Answer>,
  ): Promise<Answer | null> {
    try {
      return await withinLimit(work(this.sdk));
    } catch (cause) {
      if (isClerkAPIResponseError(cause) && cause.status === 404) return null;
      throw clerkUnavailable(cause, about);
    }
  }
}

/** @param about the Clerk user it was about, for the log */
export function clerkUnavailable(cause: unknown, about: string | null = null): AppError {
  return new AppError('auth.clerk_unavailable', {
    retryAfter: RETRY_SECONDS,
    cause,
    ...(about !== null && { clerkUserId: about }),
  });
}

async function withinLimit<Value>(work: Promise<Value>): Promise<Value> {
  const { promise: timeUp, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer in time')), CALL_LIMIT_MS);
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
