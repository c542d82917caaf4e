import { z } from 'zod';
import { attemptLimit } from '../../access/index.ts';
import { Failure, failureCatalogue, type Application } from '../../model/index.ts';
import type { FastifyReply, FastifyRequest, ServerOptions } from '../context.ts';
import type { Route } from '../define-route.ts';
import { readSession, writeSession } from '../session-cookie.ts';

const params = z.object({ token: z.string().max(200) });

/** Trades a link for a session. An older session of the same browser ends, so that none can be planted beforehand. */
export const signIn: Route = {
  key: 'GET /sign-in/:token',
  summary: 'Opens a session by a sign-in link and goes to the app',
  register: (app, options) => {
    const countAttempt = attemptLimit(options.now, { most: 10, says: 'Too many sign-in attempts from this address.' });
    app.get<{ Params: z.infer<typeof params> }>('/sign-in/:token', { schema: { params, summary: signIn.summary } }, async (request, reply) => {
      countAttempt(request.ip);
      const session = await options.application.openSession(request.params.token).catch((error: unknown) => error);
      if (session instanceof Failure && isPerson(request)) return reply.code(410).type('text/html; charset=utf-8').send(expiredPage(session));
      if (session instanceof Error) throw session;
      await enter(request, reply, options, session as Opened);
      return reply.redirect('/', 303);
    });
  },
};

type Opened = Awaited<ReturnType<Application['openSession']>>;

async function enter(request: FastifyRequest, reply: FastifyReply, options: ServerOptions, session: Opened): Promise<void> {
  const before = readSession(request, options);
  if (before !== undefined) await options.application.closeSession(before);
  writeSession(reply, options, session.secret, session.expiresAt);
}

const isPerson = (request: FastifyRequest): boolean => (request.headers.accept ?? '').includes('text/html');

/** Nothing of the request stands on this page. */
const expiredPage = (failure: Failure): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in to Hindcast</title><h1>${failureCatalogue[failure.code].title}</h1><p>A sign-in link works once, for 15 minutes. Ask for a new one: <code>hindcast sign-in</code></p></html>`;
