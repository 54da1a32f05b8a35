import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { bearerToken } from '../common/auth/bearer-token.js';
import { type AppError } from '../common/errors/app-error.js';
import { sendProblem } from '../common/errors/problem.filter.js';
import { toAppError } from '../common/errors/to-app-error.js';
import { DocsAccess } from './docs-access.service.js';
import { tokenInCookie } from './docs-cookie.js';
import { DOCS_PATH, SESSION_PATH, SIGN_IN_SCRIPT_PATH } from './docs-paths.js';
import { SIGN_IN_PAGE } from './sign-in-page.js';

const OPEN = new Set([SESSION_PATH, SIGN_IN_SCRIPT_PATH]);
const PAGES = new Set([DOCS_PATH, `${DOCS_PATH}/`, `${DOCS_PATH}/index.html`]);

/**
 * Lets admins alone to the docs: by the cookie of the sign-in page, or by `Authorization: Bearer` for programs. A hook,
 * because Swagger's routes are not Nest's and no guard of Nest sees them. It goes by the route that matched, not by the
 * address as written: `/%64ocs` is `/docs` to the router.
 */
export function guardDocs(app: NestFastifyApplication): void {
  const access = app.get(DocsAccess);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      const route = request.routeOptions.url ?? '';
      if (!route.startsWith(DOCS_PATH) || OPEN.has(route)) return;
      try {
        await access.requireAdmin(tokenOf(request));
      } catch (error) {
        refuse(toAppError(error), PAGES.has(route), reply, request);
        return reply;
      }
    });
}

function tokenOf({ headers }: FastifyRequest): string | null {
  return bearerToken(headers.authorization) ?? tokenInCookie(headers.cookie);
}

function refuse(error: AppError, isPage: boolean, reply: FastifyReply, request: FastifyRequest): void {
  if (isPage && error.status < 500) {
    void reply.status(error.status).type('text/html; charset=utf-8').send(SIGN_IN_PAGE);
  } else {
    sendProblem(reply, error, request.id);
  }
}
