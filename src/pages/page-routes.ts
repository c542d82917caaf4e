import { askRoutes } from './ask/ask-routes.ts';
import { meRoutes } from './me/me-routes.ts';
import type { PageRoute } from './page-route.ts';

/** Every page that people outside open by a link. */
export const pageRoutes: readonly PageRoute[] = [...askRoutes, ...meRoutes];
