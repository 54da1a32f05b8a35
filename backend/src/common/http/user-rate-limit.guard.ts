import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type ApiRequest } from './api-request.js';
import { RateLimiter } from './rate-limiter.js';

/** Limits each signed-in user over all routes; runs after the guard that finds the user. */
@Injectable()
export class UserRateLimitGuard implements CanActivate {
  constructor(private readonly limiter: RateLimiter) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { user } = context.switchToHttp().getRequest<ApiRequest>();
    if (user) await this.limiter.count('requestsPerUser', user.id);
    return true;
  }
}
