import { type Routes } from '@angular/router';

/** Pages for whoever builds the portal. A development build puts styleguide.routes.ts in this file's place. */
export const developmentRoutes: Routes = [];
