import { mergeApplicationConfig } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { Router } from '@angular/router';
import { type Language } from '#contracts/user.js';
import { App } from './app.js';
import { appConfig, bareConfig } from './app.config.js';
import { type PortalConfig } from './core/config/portal-config.js';
import { StartFailed } from './core/config/start-failed.js';
import { speechOf } from './core/i18n/translator.js';
import { installTrustedTypesPolicy } from './core/security/trusted-types.js';
import { nextTask } from './shared/browser/next-task.js';

/**
 * Starts the portal in that language.
 * @param arriving the portal's settings; without them the page says why it cannot start
 */
export async function start(language: Language, arriving: Promise<PortalConfig | null>): Promise<void> {
  installTrustedTypesPolicy();
  const [speech, config] = await Promise.all([speechOf(language), arriving]);
  const bare = bareConfig(speech);
  await nextTask();
  const application = await createApplication(
    config ? mergeApplicationConfig(bare, appConfig(config)) : bare,
  );
  if (!config) {
    application.bootstrap(StartFailed);
    return;
  }
  const router = application.injector.get(Router);
  await nextTask();
  application.bootstrap(App);
  await nextTask();
  router.initialNavigation();
}
