import { Injectable, Logger } from '@nestjs/common';
import { ClerkClient } from './clerk-client.js';

/** Clerk hands out no more at once; nobody is signed in on five hundred devices. */
const MOST_SESSIONS = 500;

/** The sessions Clerk keeps in its users' browsers. */
@Injectable()
export class ClerkSessionsService {
  private readonly logger = new Logger(ClerkSessionsService.name);

  constructor(private readonly clerk: ClerkClient) {}

  /**
   * Which sessions of a user are alive.
   * @throws AppError `auth.clerk_unavailable`
   */
  async activeIds(clerkUserId: string): Promise<string[]> {
    const answer = await this.clerk.call('sessions.getSessionList', clerkUserId, (sdk) =>
      sdk.sessions.getSessionList({ userId: clerkUserId, status: 'active', limit: MOST_SESSIONS }),
    );
    return (answer?.data ?? []).map(({ id }) => id);
  }

  /**
   * Ends sessions at Clerk, so that browsers notice by themselves. Whoever calls this has made them worthless for us
   * already; a Clerk that does not answer is therefore only logged.
   */
  async revoke(sessionIds: readonly string[], clerkUserId: string): Promise<void> {
    const endings = sessionIds.map((id) =>
      this.clerk.call('sessions.revokeSession', clerkUserId, (sdk) => sdk.sessions.revokeSession(id)),
    );
    const failed = (await Promise.allSettled(endings)).filter(({ status }) => status === 'rejected');
    if (failed.length > 0) {
      this.logger.warn({ clerkUserId, failed: failed.length }, 'sessions not ended at Clerk');
    }
  }
}
