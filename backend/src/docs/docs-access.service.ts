import { Injectable, Logger } from '@nestjs/common';
import { bearerToken } from '../common/auth/bearer-token.js';
import { Callers } from '../common/auth/callers.js';
import { AppError } from '../common/errors/app-error.js';
import { RateLimiter } from '../common/http/rate-limiter.js';

/** Decides who may read the docs of a deployment: admins, whom the database knows as such at this very request. */
@Injectable()
export class DocsAccess {
  private readonly logger = new Logger('Docs');

  constructor(
    private readonly callers: Callers,
    private readonly limiter: RateLimiter,
  ) {}

  /** @throws AppError `auth.unauthorized`, or `access.forbidden` for an owner who is no admin */
  async requireAdmin(token: string | null): Promise<string> {
    // The one canonical text of a token, as in the header of every route.
    const readable = bearerToken(`Bearer ${token ?? ''}`);
    const user = readable === null ? null : await this.callers.find(readable);
    if (!user) throw new AppError('auth.unauthorized', { reason: 'no token that opens the docs' });
    if (user.role !== 'admin') throw new AppError('access.forbidden', { reason: 'not an admin' });
    return user.id;
  }

  /**
   * The same for somebody who just pasted a token; refused ones are counted by address.
   * @throws AppError as above, or `request.rate_limited`
   */
  async signIn(token: string, address: string): Promise<void> {
    try {
      const userId = await this.requireAdmin(token);
      this.logger.log({ userId }, 'docs opened');
    } catch (error) {
      if (error instanceof AppError && error.status < 500) {
        await this.limiter.count('refusedDocsSignInsPerAddress', address);
      }
      throw error;
    }
  }
}
