import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { ClerkClient, clerkUnavailable } from './clerk-client.js';
import { type ClerkUserState, readClerkUser } from './clerk-user.js';

/** A user as Clerk's answer to a look-up shows it. */
export interface LookedUpUser extends ClerkUserState {
  /** When the look-up began, which may be before the caller joined it: what came since may be missing. */
  askedAt: Date;
}

/** Asks Clerk's Backend API about its users. */
@Injectable()
export class ClerkUsersService {
  /** One look-up serves all sign-ins of a user that wait for it. */
  private readonly lookUps = new Map<string, Promise<LookedUpUser | null>>();

  constructor(private readonly clerk: ClerkClient) {}

  /**
   * Requires this number to be the user's verified primary one.
   * @throws AppError `auth.phone_unverified`, `auth.identity_mismatch`, `auth.unauthorized` when Clerk knows no such user
   *   (any more), `auth.clerk_unavailable`
   */
  async requireVerifiedPhone(clerkUserId: string, phoneNumber: string): Promise<LookedUpUser> {
    const user = await this.find(clerkUserId);
    if (!user) throw new AppError('auth.unauthorized', { reason: 'gone at Clerk', clerkUserId });
    if (user.isBanned) throw new AppError('auth.unauthorized', { reason: 'banned at Clerk', clerkUserId });
    if (!user.phone?.isVerified) throw new AppError('auth.phone_unverified', { clerkUserId });
    if (user.phone.number !== phoneNumber) {
      throw new AppError('auth.identity_mismatch', { reason: 'phone differs from Clerk', clerkUserId });
    }
    return user;
  }

  /**
   * Looks a user up.
   * @returns null when Clerk knows no such user (any more)
   * @throws AppError `auth.clerk_unavailable`
   */
  find(clerkUserId: string): Promise<LookedUpUser | null> {
    const running = this.lookUps.get(clerkUserId);
    if (running) return running;
    const lookUp = this.lookUp(clerkUserId).finally(() => this.lookUps.delete(clerkUserId));
    this.lookUps.set(clerkUserId, lookUp);
    return lookUp;
  }

  /**
   * Deletes a user; one who is gone already is no failure.
   * @throws AppError `auth.clerk_unavailable`
   */
  async delete(clerkUserId: string): Promise<void> {
    await this.clerk.call('users.deleteUser', clerkUserId, (sdk) => sdk.users.deleteUser(clerkUserId));
  }

  /**
   * Takes a number from a user; one that is gone already is no failure.
   * @throws AppError `auth.clerk_unavailable`
   */
  async deleteNumber(clerkUserId: string, numberId: string): Promise<void> {
    await this.clerk.call('phoneNumbers.deletePhoneNumber', clerkUserId, (sdk) =>
      sdk.phoneNumbers.deletePhoneNumber(numberId),
    );
  }

  /**
   * A page of all users, oldest first.
   * @throws AppError `auth.clerk_unavailable`
   */
  async page(offset: number, limit: number): Promise<ClerkUserState[]> {
    const answer = await this.clerk.call('users.getUserList', null, (sdk) =>
      sdk.users.getUserList({ offset, limit, orderBy: '+created_at' }),
    );
    return (answer?.data ?? []).map((user) => readable(user.raw));
  }

  private async lookUp(clerkUserId: string): Promise<LookedUpUser | null> {
    const askedAt = new Date();
    const user: unknown = await this.clerk.call('users.getUser', clerkUserId, (sdk) =>
      sdk.users.getUser(clerkUserId),
    );
    // The SDK hands out a string when the answer's content type is not exactly JSON's.
    return user === null ? null : { ...readable((user as { raw?: unknown }).raw, clerkUserId), askedAt };
  }
}

function readable(json: unknown, clerkUserId?: string): ClerkUserState {
  const user = readClerkUser(json);
  if (user) return user;
  throw clerkUnavailable(new Error('unreadable user'), clerkUserId);
}
