import {
  type ApplicationConfig,
  ErrorHandler,
  inject,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withDisabledInitialNavigation,
  withNavigationErrorHandler,
  withPreloading,
  withRouterConfig,
} from '@angular/router';
import { routes } from './app.routes.js';
import { PORTAL_CONFIG, type PortalConfig } from './core/config/portal-config.js';
import { AppErrorHandler, Crash } from './core/errors/app-error-handler.js';
import { FIRST_SPEECH, type Speech } from './core/i18n/translator.js';
import { PageTitle } from './core/layout/page-title.js';
import { PreloadOnceAsked } from './core/layout/preload-once-asked.js';

/** What the portal needs even when its settings did not arrive. */
export function bareConfig(speech: Speech): ApplicationConfig {
  return {
    providers: [
      provideBrowserGlobalErrorListeners(),
      { provide: FIRST_SPEECH, useValue: speech },
      { provide: ErrorHandler, useClass: AppErrorHandler },
    ],
  };
}

export function appConfig(config: PortalConfig): ApplicationConfig {
  return {
    providers: [
      { provide: PORTAL_CONFIG, useValue: config },
      { provide: TitleStrategy, useExisting: PageTitle },
      provideRouter(
        routes,
        withComponentInputBinding(),
        withPreloading(PreloadOnceAsked),
        // start.ts begins it.
        withDisabledInitialNavigation(),
        // A way back that an unsaved form refuses must not turn the browser's history upside down.
        withRouterConfig({ canceledNavigationResolution: 'computed' }),
        // A page's code that does not arrive (offline, a new release) must not leave a blank page.
        withNavigationErrorHandler(({ url }) => inject(Crash).report.set({ kind: 'page', url })),
      ),
    ],
  };
}
