import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { Failure, problemOf } from '../model/index.ts';
import { serveCollector } from './collect/serve-collector.ts';
import { compileSchemas } from './compile-schemas.ts';
import { compressAnswers } from './compress-answers.ts';
import type { ServerOptions } from './context.ts';
import { guardSessions } from './guard-sessions.ts';
import { describeRoutes } from './openapi.ts';
import { answerProblems, sendProblem } from './problems.ts';
import { refuseOtherSites } from './refuse-other-sites.ts';
import { keysInMemory, repeatAnswers } from './repeat-answers.ts';
import { serveHooks } from './hooks/serve-hooks.ts';
import { routes } from './routes/index.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import { serveApp } from './serve-app.ts';
import { serveTracker } from './serve-tracker.ts';

const bodyLimitBytes = 1_048_576;
const uploadLimits = { fileSize: 2 * 1024 ** 3, files: 500, fields: 20, parts: 520, fieldSize: 65_536 };

/** The HTTP server: API, sign-in and the built app. It listens to nothing until it is told to. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false, bodyLimit: bodyLimitBytes, exposeHeadRoutes: false, routerOptions: { maxParamLength: 500 }, forceCloseConnections: true,
    // Only a proxy on this machine may say for whom it asks; else anybody could evade the limit on sign-in attempts.
    trustProxy: 'loopback',
    frameworkErrors: (error, request, reply) => sendProblem(reply, problemOf(new Failure('bad_request', error.message), request.url)),
  });
  compileSchemas(app);
  answerProblems(app, options);
  sendSecurityHeaders(app, options);
  await options.pages?.(app);
  await serveCollector(app, options);
  await serveHooks(app, options);
  await serveTracker(app, options);
  await app.register(async (own) => serveOwn(own, options));
  await app.ready();
  return app;
}

/** The API and the app. A scope of its own, because its hooks are not for pages: their forms carry no header, their readers no session. */
async function serveOwn(app: FastifyInstance, options: ServerOptions): Promise<void> {
  await app.register(cookie);
  await app.register(multipart, { limits: uploadLimits, throwFileSizeLimit: true });
  refuseOtherSites(app, options);
  guardSessions(app, options);
  repeatAnswers(app, options.idempotency ?? keysInMemory());
  compressAnswers(app);
  await describeRoutes(app);
  for (const route of routes) route.register(app, options);
  await serveApp(app, options);
}
