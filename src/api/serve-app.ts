import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, problemOf } from '../model/index.ts';
import type { ServerOptions } from './context.ts';
import { sendProblem } from './problems.ts';

const year = 'public, max-age=31536000, immutable';
const notBuilt = '<!doctype html><meta charset="utf-8"><title>Hindcast</title><p>The app is not built yet. Run <code>npm run build</code>, then load this page again.</p>';
const ofTheServer = /^\/(api|v1|health|openapi\.json|sign-in)(\/|$|\?)/;

/** Serves the built app. Names with a hash are kept for a year; every other page address is the app's own. */
export async function serveApp(app: FastifyInstance, options: ServerOptions): Promise<void> {
  await app.register(fastifyStatic, {
    root: path.resolve(options.webFolder), prefix: '/', wildcard: true, index: ['index.html'], dotfiles: 'deny', cacheControl: false, schemaHide: true,
    setHeaders: (reply, file) => { void reply.header('cache-control', file.includes(`${path.sep}assets${path.sep}`) ? year : 'no-cache'); },
  });
  app.setNotFoundHandler((request, reply) => (isPage(request) ? sendApp(reply, options) : sendProblem(reply, problemOf(new Failure('not_found', 'There is nothing at this address.'), request.url))));
}

/** A page address has no file ending and belongs to no route of the server. */
const isPage = (request: FastifyRequest): boolean =>
  request.method === 'GET' && !ofTheServer.test(request.url) && !path.posix.basename(request.url.split('?')[0] ?? '').includes('.');

const sendApp = (reply: FastifyReply, options: ServerOptions): FastifyReply =>
  existsSync(path.join(options.webFolder, 'index.html')) ? reply.code(200).header('cache-control', 'no-cache').sendFile('index.html') : reply.code(200).type('text/html; charset=utf-8').send(notBuilt);
