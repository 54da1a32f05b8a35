import { createClerkClient, type User } from '@clerk/backend';
import { isClerkAPIResponseError } from '@clerk/backend/errors';
import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';

const LOOK_UP_LIMIT_MS = 5_000;
const RETRY_SECONDS = 5;

/** Asks Clerk's Backend API about its users. */
@Injectable()
export class ClerkUsersService {
  private readonly client: ReturnType<typeof createClerkClient>;
  /** One look-up serves all sign-ins of a user that wait for it. */
  private readonly lookUps = new Map<string, Promise<User>>();

  constructor(@Inject(ENVIRONMENT) { clerk }: Environment) {
    this.client = createClerkClient({
      secretKey: clerk.secretKey,
      apiUrl: clerk.apiUrl,
      telemetry: { disabled: true },
    });
  }

  /**
   * Requires this number to be the user's verified primary one.
   * @throws AppError `auth.phone_unverified`, `auth.identity_mismatch`, `auth.unauthorized` when Clerk knows no such user
   *   (any more), `auth.clerk_unavailable`
   */
  async requireVerifiedPhone(clerkUserId: string, phoneNumber: string): Promise<void> {
    const user = await this.find(clerkUserId);
    if (user.banned) throw new AppError('auth.unauthorized', { reason: 'banned at Clerk', clerkUserId });
    const primary = user.phoneNumbers.find(({ id }) => id === user.primaryPhoneNumberId);
    if (primary?.verification?.status !== 'verified')
      throw new AppError('auth.phone_unverified', { clerkUserId });
    if (primary.phoneNumber !== phoneNumber) {
      throw new AppError('auth.identity_mismatch', { reason: 'phone differs from Clerk', clerkUserId });
    }
  }

  private find(clerkUserId: string): Promise<User> {
    const running = this.lookUps.get(clerkUserId);
    if (running) return running;
    const lookUp = this.lookUp(clerkUserId).finally(() => this.lookUps.delete(clerkUserId));
    this.lookUps.set(clerkUserId, lookUp);
    return lookUp;
  }

  private async lookUp(clerkUserId: string): Promise<User> {
    try {
      const user: unknown = await withinLimit(this.client.users.getUser(clerkUserId));
      // The SDK hands out a string when the answer's content type is not exactly JSON's.
      if (!isUser(user)) throw new Error('unreadable answer');
      return user;
    } catch (cause) {
      if (isClerkAPIResponseError(cause) && cause.status === 404) {
        throw new AppError('auth.unauthorized', { reason: 'gone at Clerk', clerkUserId, cause });
      }
      throw new AppError('auth.clerk_unavailable', { retryAfter: RETRY_SECONDS, clerkUserId, cause });
    }
  }
}

function isUser(answer: unknown): answer is User {
  return typeof answer === 'object' && answer !== null && 'phoneNumbers' in answer;
}

/** The SDK has no time limit of its own. */
async function withinLimit<Value>(work: Promise<Value>): Promise<Value> {
  const { promise: timeUp, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer in time')), LOOK_UP_LIMIT_MS);
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
