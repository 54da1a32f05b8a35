import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { type ApiRequest } from '../common/http/api-request.js';

/**
 * Refuses what a browser sends from another site's page, our portal's included. Browsers alone send the header, and no
 * page can change it.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const site = context.switchToHttp().getRequest<ApiRequest>().headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin') return true;
    throw new AppError('access.forbidden', { reason: 'sent by a page of another origin' });
  }
}
