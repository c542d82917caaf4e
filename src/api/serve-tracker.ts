import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../model/index.ts';
import type { ServerOptions } from './context.ts';

/** The scripts that other sites load, by their addresses. */
const scripts: Readonly<Record<string, string>> = { '/tracker.js': 'tracker.js', '/consent.js': 'consent.js' };
const year = 'public, max-age=31536000, immutable';
/** Without a version in the address a new tracker is to arrive within the hour. */
const hour = 'public, max-age=3600, stale-while-revalidate=86400';

/** Any site may load them, and pages that isolate themselves too; nothing in them depends on who asks. */
const openToAll = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'content-type': 'text/javascript; charset=utf-8', vary: 'accept-encoding' };

interface Script { readonly plain: Buffer; readonly packed: Buffer; readonly version: string }

/**
 * Serves the tracker and the consent dialog. `?v=` with the version that `x-version` tells is kept for a year; each other address is asked
 * for again after an hour, and answered with 304 where nothing changed.
 */
export async function serveTracker(app: FastifyInstance, { trackerFolder }: ServerOptions): Promise<void> {
  if (trackerFolder === undefined) return;
  for (const [address, file] of Object.entries(scripts)) {
    const script = readScript(path.join(trackerFolder, file));
    app.get<{ Querystring: { v?: string } }>(address, { schema: { hide: true } }, (request, reply) => {
      if (!script) throw new Failure('not_found', 'The tracker is not built yet.', 'Run npm run build, then start again.');
      return sendScript(request, reply, script, request.query.v);
    });
  }
}

function readScript(file: string): Script | null {
  if (!existsSync(file)) return null;
  const plain = readFileSync(file);
  return { plain, packed: gzipSync(plain, { level: 9 }), version: createHash('sha256').update(plain).digest('hex').slice(0, 12) };
}

function sendScript(request: FastifyRequest, reply: FastifyReply, { plain, packed, version }: Script, asked: string | undefined): FastifyReply {
  void reply.headers({ ...openToAll, etag: `"${version}"`, 'x-version': version, 'cache-control': asked === version ? year : hour });
  if (request.headers['if-none-match']?.includes(`"${version}"`)) return reply.code(304).send();
  const isPacked = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  return isPacked ? reply.header('content-encoding', 'gzip').send(packed) : reply.send(plain);
}
