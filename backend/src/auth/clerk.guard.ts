import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { bearerToken } from '../common/auth/bearer-token.js';
import { AppError } from '../common/errors/app-error.js';
import { toAppError } from '../common/errors/to-app-error.js';
import { type ApiRequest } from '../common/http/api-request.js';
import { RateLimiter } from '../common/http/rate-limiter.js';
import { Metrics } from '../common/metrics/metrics.js';
import { type ClerkIdentity } from '../clerk/clerk-identity.js';
import { ClerkTokenService } from '../clerk/clerk-token.service.js';

interface ClerkRequest extends ApiRequest {
  clerkIdentity?: ClerkIdentity;
}

/** Lets holders of a valid Clerk session token pass, and counts both them and those without one. */
@Injectable()
export class ClerkGuard implements CanActivate {
  constructor(
    private readonly tokens: ClerkTokenService,
    private readonly limiter: RateLimiter,
    private readonly metrics: Metrics,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ClerkRequest>();
    const identity = await this.identifyWithinLimits(request);
    request.clerkIdentity = identity;
    return true;
  }

  /** Who passes is counted by what the exchange does for them. */
  private async identifyWithinLimits(request: ClerkRequest): Promise<ClerkIdentity> {
    try {
      const identity = await this.identify(request);
      await this.limiter.count('exchangesPerClerkUser', identity.userId);
      return identity;
    } catch (error) {
      this.metrics.signIns.inc({ outcome: toAppError(error).code });
      throw error;
    }
  }

  private async identify(request: ClerkRequest): Promise<ClerkIdentity> {
    try {
      const token = bearerToken(request.headers.authorization);
      if (token === null) throw new AppError('auth.unauthorized', { reason: 'no readable token' });
      return await this.tokens.verify(token);
    } catch (error) {
      if (error instanceof AppError && error.code === 'auth.unauthorized') {
        await this.limiter.count('refusedExchangesPerAddress', request.ip);
      }
      throw error;
    }
  }
}

/** The holder of the Clerk token on a route behind `ClerkGuard`. */
export const ClerkUser = createParamDecorator((_data: unknown, context: ExecutionContext): ClerkIdentity => {
  const { clerkIdentity } = context.switchToHttp().getRequest<ClerkRequest>();
  if (!clerkIdentity) throw new AppError('auth.unauthorized', { reason: 'route without ClerkGuard' });
  return clerkIdentity;
});
