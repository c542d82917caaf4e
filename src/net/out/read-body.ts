import type { IncomingMessage } from 'node:http';
import { Transform, Writable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { OutRules } from './fetch-out.ts';

const usualBytes = 10 * 1024 ** 2;
const usualRatio = 4;
const withoutBody: ReadonlySet<number> = new Set([204, 304]);
const unpackers: Readonly<Record<string, () => Duplex>> = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

export class TooLarge extends Error {
  readonly most: number;
  constructor(most: number) {
    super(`more than ${most} bytes`);
    this.most = most;
  }
}

/** The whole body, unpacked once. It ends with `TooLarge` as soon as a limit is passed, long before a bomb has unfolded. */
export async function readBody(response: IncomingMessage, limits: Pick<OutRules, 'mostBytes' | 'mostUnpackedBytes'>, signal: AbortSignal): Promise<Uint8Array> {
  const most = limits.mostBytes ?? usualBytes;
  const mostUnpacked = limits.mostUnpackedBytes ?? most * usualRatio;
  const unpack = withoutBody.has(response.statusCode ?? 0) ? undefined : unpackers[response.headers['content-encoding']?.trim().toLowerCase() ?? ''];
  const parts: Buffer[] = [];
  const collect = new Writable({ write: (part: Buffer, _encoding, done) => { parts.push(part); done(); } });
  if (unpack) await pipeline(response, counted(most), unpack(), counted(mostUnpacked), collect, { signal });
  else await pipeline(response, counted(most), collect, { signal });
  return Buffer.concat(parts);
}

function counted(most: number): Transform {
  let seen = 0;
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      seen += part.length;
      if (seen > most) done(new TooLarge(most));
      else done(null, part);
    },
  });
}
