import {
  type HttpErrorResponse,
  type HttpEvent,
  type HttpHandlerFn,
  type HttpInterceptorFn,
  type HttpRequest,
} from '@angular/common/http';
import { inject } from '@angular/core';
import { type Observable, catchError, from, switchMap, throwError } from 'rxjs';
import { WITHOUT_APP_TOKEN } from '../api/api-request.js';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { SessionEnd } from './session-end.js';
import { SessionRenewal } from './session-renewal.js';
import { Session } from './session.js';

/**
 * Puts the app token on calls to our API, and on nothing else. A 401 renews the session once, silently, and the call
 * goes out again; when the session is really over the owner signs in and comes back.
 */
export const authTokenInterceptor: HttpInterceptorFn = (request, next) => {
  const { apiUrl } = inject(PORTAL_CONFIG);
  const session = inject(Session);
  const renewal = inject(SessionRenewal);
  const end = inject(SessionEnd);

  if (request.context.get(WITHOUT_APP_TOKEN) || !request.url.startsWith(`${apiUrl}/`)) return next(request);

  const used = session.token();
  return send(request, next, used).pipe(
    catchError((error: HttpErrorResponse) => {
      if (error.status !== 401) return throwError(() => error);
      // Another call or another tab may have renewed it in the meantime.
      if (session.token() !== null && session.token() !== used) return send(request, next, session.token());
      return from(renewal.run()).pipe(
        switchMap((outcome) => {
          if (outcome === 'renewed') return send(request, next, session.token());
          if (outcome === 'ended') end.forgetAndSignIn();
          return throwError(() => error);
        }),
      );
    }),
  );
};

function send(
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
  token: string | null,
): Observable<HttpEvent<unknown>> {
  return next(token === null ? request : request.clone({ setHeaders: { Authorization: `Bearer ${token}` } }));
}
