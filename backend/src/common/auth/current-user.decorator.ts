import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { AppError } from '../errors/app-error.js';
import { type ApiRequest } from '../http/api-request.js';
import { type AuthUser } from './auth-user.js';

/** The signed-in caller; a public route has none and is refused rather than handed `undefined`. */
export const CurrentUser = createParamDecorator((_data: unknown, context: ExecutionContext): AuthUser => {
  const { user } = context.switchToHttp().getRequest<ApiRequest>();
  if (!user) throw new AppError('auth.unauthorized', { reason: 'no caller on this route' });
  return user;
});
