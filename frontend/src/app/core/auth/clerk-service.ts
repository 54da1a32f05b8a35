import { type EnvironmentInjector, createEnvironmentInjector } from '@angular/core';
import { ClerkService } from 'ngx-clerk';

/** One ClerkService with an injector of its own, at work from now until it is ended. */
export function beginClerk(
  parent: EnvironmentInjector,
  options: Parameters<ClerkService['__init']>[0],
): { clerk$: ClerkService['clerk$']; end: () => void } {
  const injector = createEnvironmentInjector([ClerkService], parent);
  const service = injector.get(ClerkService);
  service.__init(options);
  return { clerk$: service.clerk$, end: () => injector.destroy() };
}
