/** Pages for people outside, rendered on the server: no app code, no script, no session. */
export { servePages } from './serve-pages.ts';
export type { PagesOptions } from './page-route.ts';
