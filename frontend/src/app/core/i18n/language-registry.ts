import { InjectionToken } from '@angular/core';
import { LANGUAGE_ENTRIES, type LanguageRegistry } from './language-entries.js';

/** Tests add languages that nobody speaks. */
export const LANGUAGE_REGISTRY = new InjectionToken<LanguageRegistry>('LANGUAGE_REGISTRY', {
  factory: () => LANGUAGE_ENTRIES,
});
