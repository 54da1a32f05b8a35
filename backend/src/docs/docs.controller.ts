import { Body, Controller, Delete, Get, Header, HttpCode, Ip, Post, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Public } from '../common/auth/public.decorator.js';
import { DocsAccess } from './docs-access.service.js';
import { cookieWith, noCookie } from './docs-cookie.js';
import { LEAVE_SCRIPT_PATH, SESSION_PATH, SIGN_IN_SCRIPT_PATH } from './docs-paths.js';
import { LEAVE_SCRIPT, SIGN_IN_SCRIPT } from './docs-scripts.js';
import { OpenDocsDto } from './open-docs.dto.js';
import { SameOriginGuard } from './same-origin.guard.js';

const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** Opens and closes the docs of a deployment in one browser. Not part of the API that the docs describe. */
@ApiExcludeController()
@Public()
@UseGuards(SameOriginGuard)
@Controller()
export class DocsController {
  constructor(private readonly access: DocsAccess) {}

  /** JSON alone, as everywhere: a page of another site cannot send it without a preflight. */
  @Post(SESSION_PATH)
  @HttpCode(204)
  async open(
    @Body() { token }: OpenDocsDto,
    @Ip() address: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.access.signIn(token, address);
    void reply.header('set-cookie', cookieWith(token));
  }

  @Delete(SESSION_PATH)
  @HttpCode(204)
  @Header('set-cookie', noCookie())
  close(): void {
    // The cookie is all there is of a session.
  }

  @Get(SIGN_IN_SCRIPT_PATH)
  @Header('content-type', JAVASCRIPT)
  signInScript(): string {
    return SIGN_IN_SCRIPT;
  }

  @Get(LEAVE_SCRIPT_PATH)
  @Header('content-type', JAVASCRIPT)
  leaveScript(): string {
    return LEAVE_SCRIPT;
  }
}
