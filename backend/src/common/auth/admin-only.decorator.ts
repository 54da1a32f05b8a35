import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { AppError } from '../errors/app-error.js';
import { type ApiRequest } from '../http/api-request.js';

/** Lets admins pass: the role is the one the database gave with this very request, never the token's claim. */
@Injectable()
export class AdminGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { user } = context.switchToHttp().getRequest<ApiRequest>();
    if (user?.role === 'admin') return true;
    throw new AppError('access.forbidden', { reason: 'not an admin' });
  }
}

/** Closes a route, or a whole controller, to everybody but admins; the API's document says so. */
export const AdminOnly = (): ClassDecorator & MethodDecorator =>
  applyDecorators(UseGuards(AdminGuard), ApiExtension('x-access', 'admin'));
