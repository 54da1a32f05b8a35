import { Injectable } from '@nestjs/common';
import { ClerkSessionsService } from '../clerk/clerk-sessions.service.js';
import { UsersService } from '../users/users.service.js';

/** Signs an owner out of every phone and computer. */
@Injectable()
export class SignOutService {
  constructor(
    private readonly users: UsersService,
    private readonly clerkSessions: ClerkSessionsService,
  ) {}

  /**
   * Ends every app token on every replica, then Clerk's sessions. Clerk is asked first which those are: when it does not
   * answer nothing has changed, and the caller, still signed in, can try again.
   * @throws AppError `auth.clerk_unavailable`
   */
  async everywhere(userId: string): Promise<void> {
    const clerkUserId = await this.users.clerkUserIdOf(userId);
    const sessionIds = clerkUserId === null ? [] : await this.clerkSessions.activeIds(clerkUserId);
    await this.users.signOutEverywhere(userId, sessionIds);
    if (clerkUserId !== null) await this.clerkSessions.revoke(sessionIds, clerkUserId);
  }
}
