/** Routes only: parse by schema, call one function of the application, answer by schema. */
export { buildServer } from './server.ts';
export type { ServerOptions } from './context.ts';
