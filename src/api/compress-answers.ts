import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
/** Below this, compressing costs more time than the wire saves. */
const worthItBytes = 16_384;
const quick = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Compresses large text answers: brotli where the client takes it, else gzip. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < worthItBytes || reply.hasHeader('content-encoding')) return payload;
    return compressed(request, reply, payload);
  });
}

async function compressed(request: FastifyRequest, reply: FastifyReply, payload: string): Promise<string | Buffer> {
  const encoding = encodingFor(request);
  void reply.header('vary', 'accept-encoding');
  if (encoding === null) return payload;
  const packed = encoding === 'br' ? await brotli(payload, quick) : await gzip(payload, { level: 4 });
  void reply.header('content-encoding', encoding).header('content-length', packed.byteLength);
  return packed;
}

/** The best encoding that the client takes. */
export function encodingFor(request: FastifyRequest): 'br' | 'gzip' | null {
  const taken = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(taken)) return 'br';
  return /\bgzip\b/.test(taken) ? 'gzip' : null;
}
