import { type CustomDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { type Reflector } from '@nestjs/core';

const IS_PUBLIC = 'isPublic';

/** Opens a route to callers without the app's token; every other route is closed. */
export const Public = (): CustomDecorator => SetMetadata(IS_PUBLIC, true);

/** Says whether a route, or its whole controller, is open. */
export function isPublic(reflector: Reflector, context: ExecutionContext): boolean {
  return (
    reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [context.getHandler(), context.getClass()]) ??
    false
  );
}
