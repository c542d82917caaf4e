import { isAscii, isUtf8 } from 'node:buffer';
import { Failure } from '../../model/index.ts';
import { bytesOf } from './bytes.ts';

export interface FoundEncoding {
  readonly encoding: string;
  readonly warning: string | null;
}

const marks: ReadonlyArray<readonly [encoding: string, bytes: readonly number[]]> = [
  ['utf-8', [0xef, 0xbb, 0xbf]], ['utf-16le', [0xff, 0xfe]], ['utf-16be', [0xfe, 0xff]],
];

const markedEncoding = (head: Buffer): string | undefined => marks.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte))?.[0];

/** Zero bytes at every other place are UTF-16 without its mark. */
function unmarkedUtf16(head: Buffer): string | undefined {
  if (head.length < 8) return undefined;
  const zeros = [0, 0];
  head.subarray(0, 512).forEach((byte, index) => { if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1; });
  const half = Math.min(head.length, 512) / 2;
  if ((zeros[1] ?? 0) > half * 0.6 && zeros[0] === 0) return 'utf-16le';
  return (zeros[0] ?? 0) > half * 0.6 && zeros[1] === 0 ? 'utf-16be' : undefined;
}

/**
 * The encoding of a whole text file: a byte order mark says it; otherwise UTF-8 where every line is valid, Windows-1252 where
 * none of the special characters is, and the more frequent of the two where a file mixes both.
 */
export async function findEncoding(file: string, gzip: boolean, head: Buffer): Promise<FoundEncoding> {
  const certain = markedEncoding(head) ?? unmarkedUtf16(head);
  if (certain) return { encoding: certain, warning: null };
  const { valid, invalid } = await countSpecialLines(file, gzip);
  if (invalid === 0) return { encoding: 'utf-8', warning: null };
  if (valid === 0) return { encoding: 'windows-1252', warning: null };
  const encoding = valid >= invalid ? 'utf-8' : 'windows-1252';
  return { encoding, warning: `Two encodings are mixed: ${valid} lines are UTF-8, ${invalid} are not. Read as ${encoding}; cells with unreadable characters are listed.` };
}

async function countSpecialLines(file: string, gzip: boolean): Promise<{ valid: number; invalid: number }> {
  const counts = { valid: 0, invalid: 0 };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytesOf(file, gzip)) {
    if (rest.length === 0 && isAscii(chunk)) continue;
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const cut = bytes.lastIndexOf(10) + 1;
    rest = bytes.length - cut > 4_000_000 ? Buffer.alloc(0) : bytes.subarray(cut);
    countLines(bytes.subarray(0, cut), counts);
  }
  countLines(rest, counts);
  return counts;
}

function countLines(bytes: Buffer, counts: { valid: number; invalid: number }): void {
  if (isAscii(bytes)) return;
  if (isUtf8(bytes)) { counts.valid += 1; return; }
  let from = 0;
  while (from < bytes.length) {
    const found = bytes.indexOf(10, from);
    const end = found < 0 ? bytes.length : found + 1;
    const line = bytes.subarray(from, end);
    if (!isAscii(line)) counts[isUtf8(line) ? 'valid' : 'invalid'] += 1;
    from = end;
  }
}

/** Text of a file in the given encoding; a byte order mark is left out. */
export async function* textOf(file: string, gzip: boolean, encoding: string): AsyncIterable<string> {
  const decoder = decoderFor(encoding);
  for await (const chunk of bytesOf(file, gzip)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function decoderFor(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding);
  } catch (error) {
    throw new Failure('bad_request', `"${encoding}" is not an encoding known here.`, 'Use utf-8, windows-1252, utf-16le or utf-16be.', { cause: error });
  }
}
