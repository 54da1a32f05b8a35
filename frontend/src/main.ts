import { mergeApplicationConfig } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.js';
import { appConfig, bareConfig } from './app/app.config.js';
import { readSharedSession } from './app/core/auth/stored-session.js';
import { loadPortalConfig } from './app/core/config/portal-config.js';
import { StartFailed } from './app/core/config/start-failed.js';
import { firstLanguage } from './app/core/i18n/languages.js';
import { speechOf } from './app/core/i18n/translator.js';
import { installTrustedTypesPolicy } from './app/core/security/trusted-types.js';
import { fetchAhead } from './app/fetch-ahead.js';

installTrustedTypesPolicy();
const language = firstLanguage();
if (readSharedSession()) fetchAhead(location.pathname, language);
const [speech, config] = await Promise.all([speechOf(language), loadPortalConfig().catch(() => null)]);
const bare = bareConfig(speech);
await (config
  ? bootstrapApplication(App, mergeApplicationConfig(bare, appConfig(config)))
  : bootstrapApplication(StartFailed, bare));
