import type { PageRoute } from './page-route.ts';

/** Every page that people outside open by a link. */
export const pageRoutes: readonly PageRoute[] = [];
