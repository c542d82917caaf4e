import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../model/index.ts';
import type { ServerOptions } from './context.ts';
import { mayCall, roleMatrix } from './role-matrix.ts';
import { readSession } from './session-cookie.ts';

/** Lets a request pass only where the role matrix allows it. What the matrix does not list is closed. */
export function guardSessions(app: FastifyInstance, options: ServerOptions): void {
  app.decorateRequest('user', null);
  app.addHook('onRequest', async (request) => {
    const path = request.routeOptions.url;
    if (path === undefined || !isGuarded(path)) return;
    const rule = roleMatrix[`${request.method === 'HEAD' ? 'GET' : request.method} ${path}`];
    if (rule?.permission === null) return;
    request.user = await personOf(request, options);
    if (!rule || !mayCall(rule, request.user)) throw new Failure('not_allowed', 'Your role or reach does not allow this.', 'Ask an admin of this installation.');
  });
}

const isGuarded = (path: string): boolean => path.startsWith('/api') || Object.keys(roleMatrix).some((key) => key.endsWith(` ${path}`));

async function personOf(request: FastifyRequest, options: ServerOptions) {
  const secret = readSession(request, options);
  const user = secret === undefined ? null : await options.application.session(secret);
  if (!user) throw new Failure('not_signed_in', 'There is no open session.', 'Open a sign-in link: hindcast sign-in');
  return user;
}
