import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { isPublic } from '../common/auth/public.decorator.js';
import { AppError } from '../common/errors/app-error.js';

/** Closes every route of the API to callers without a valid app token, unless the route says `@Public()`. */
@Injectable()
export class JwtAuthGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    return isPublic(this.reflector, context) || Boolean(await super.canActivate(context));
  }

  override handleRequest<User>(error: unknown, user: User | false | null, info: unknown): User {
    if (error) throw error as Error;
    if (user) return user;
    throw new AppError('auth.unauthorized', {
      reason: info instanceof Error ? info.message : 'no such caller',
    });
  }
}
