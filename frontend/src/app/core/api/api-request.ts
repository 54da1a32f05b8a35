import { HttpContextToken } from '@angular/common/http';

/** Requests that carry a token of their own, or none: the app token stays away from them. */
export const WITHOUT_APP_TOKEN = new HttpContextToken<boolean>(() => false);

/** On a slow phone network an answer takes seconds; past this one nobody is waiting any more. */
export const API_PATIENCE_MS = 15_000;
