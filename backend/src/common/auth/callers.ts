import { type AuthUser } from './auth-user.js';

/** Who is behind an app token? For what is no route of Nest's, where the guards of the routes do not reach. */
export abstract class Callers {
  /**
   * Verifies the token as every route does, counts a request of its user and reads that user; null when it opens nothing
   * (any more).
   * @throws AppError `request.rate_limited`
   */
  abstract find(token: string): Promise<AuthUser | null>;
}
