import type { FastifyInstance, FastifyRequest } from 'fastify';
import { attemptLimit } from '../access/index.ts';
import { Failure } from '../model/index.ts';
import { apiKeyOf, bearerOf } from './api-key-of.ts';
import type { ServerOptions } from './context.ts';
import { keyMayCall, mayCall, roleMatrix } from './role-matrix.ts';
import { readSession } from './session-cookie.ts';

/** Lets a request pass only where the role matrix allows it. What the matrix does not list is closed. */
export function guardSessions(app: FastifyInstance, options: ServerOptions): void {
  app.decorateRequest('user', null);
  app.decorateRequest('apiKey', null);
  const wrongKeys = attemptLimit(options.now, { most: 20, says: 'Too many wrong API keys from this address.' });
  app.addHook('onRequest', async (request) => {
    const path = request.routeOptions.url;
    if (path === undefined || !isGuarded(path)) return;
    const route = `${request.method === 'HEAD' ? 'GET' : request.method} ${path}`;
    const rule = roleMatrix[route];
    if (rule?.permission === null) return;
    const secret = bearerOf(request);
    if (secret !== undefined) {
      request.apiKey = await apiKeyOf(secret, request, options, wrongKeys);
      if (!rule || !keyMayCall(rule, route, request.apiKey)) throw new Failure('not_allowed', 'This API key does not allow this.', 'Make a key with the permission: hindcast key create --help');
      return;
    }
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
