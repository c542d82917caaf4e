import { Transform } from 'node:stream';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
/** Below this, compressing costs more time than the wire saves. */
const worthItBytes = 16_384;
const quick = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };
const text = /^(text\/|application\/(json|javascript|manifest|problem)|image\/svg)/;

/** Compresses large text answers and the app's own files: brotli where the client takes it, else gzip. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.hasHeader('content-encoding') || reply.statusCode !== 200) return payload;
    if (typeof payload === 'string') return payload.length < worthItBytes ? payload : wholeCompressed(request, reply, payload);
    return isStream(payload) && isLargeText(reply) ? streamCompressed(request, reply, payload) : payload;
  });
}

const isStream = (payload: unknown): payload is NodeJS.ReadableStream => typeof payload === 'object' && payload !== null && 'pipe' in payload;
const isLargeText = (reply: FastifyReply): boolean => text.test(String(reply.getHeader('content-type') ?? '')) && Number(reply.getHeader('content-length') ?? 0) >= worthItBytes;

async function wholeCompressed(request: FastifyRequest, reply: FastifyReply, payload: string): Promise<string | Buffer> {
  const encoding = encodingFor(request, reply);
  if (encoding === null) return payload;
  const packed = encoding === 'br' ? await brotli(payload, quick) : await gzip(payload, { level: 4 });
  void reply.header('content-encoding', encoding).header('content-length', packed.byteLength);
  return packed;
}

function streamCompressed(request: FastifyRequest, reply: FastifyReply, payload: NodeJS.ReadableStream): NodeJS.ReadableStream {
  const encoding = encodingFor(request, reply);
  if (encoding === null) return payload;
  void reply.header('content-encoding', encoding).removeHeader('content-length').removeHeader('accept-ranges');
  const packer: Transform = encoding === 'br' ? zlib.createBrotliCompress(quick) : zlib.createGzip({ level: 6 });
  payload.on('error', (error: Error) => packer.destroy(error));
  return payload.pipe(packer);
}

/** The best encoding that the client takes; caches are told that the answer depends on it. */
function encodingFor(request: FastifyRequest, reply: FastifyReply): 'br' | 'gzip' | null {
  void reply.header('vary', 'accept-encoding');
  const taken = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(taken)) return 'br';
  return /\bgzip\b/.test(taken) ? 'gzip' : null;
}
