import { isUtf8 } from 'node:buffer';

/** Text of a feed's bytes, and what was odd about them. */
export interface DecodedFeed {
  readonly text: string;
  readonly warning: string | null;
}

const marks: ReadonlyArray<readonly [encoding: string, bytes: readonly number[]]> = [
  ['utf-8', [0xef, 0xbb, 0xbf]], ['utf-16le', [0xff, 0xfe]], ['utf-16be', [0xfe, 0xff]],
];

/**
 * Bytes as text: by the byte order mark, then by what the bytes are, then by what is declared (RFC 7303 §3: the content
 * type before the document). What is declared and cannot be true is passed over, with a warning: valid UTF-8 with
 * special characters is nearly never anything else.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null = null): DecodedFeed {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  if (marked !== undefined) return { text: new TextDecoder(marked).decode(bytes), warning: null };
  const unmarked = zeroBytes(bytes);
  if (unmarked !== null) return { text: new TextDecoder(unmarked).decode(bytes), warning: null };
  const declared = charsetOf(contentType) ?? charsetInDocument(bytes);
  if (isUtf8(bytes)) return { text: new TextDecoder('utf-8').decode(bytes), warning: null };
  const decoder = decoderOf(declared);
  if (decoder !== null) return { text: decoder.decode(bytes), warning: null };
  return { text: new TextDecoder('windows-1252').decode(bytes), warning: `The feed says that it is ${declared === null ? 'UTF-8' : declared.slice(0, 40)}, and its bytes are not: read as Windows-1252.` };
}

/** Zero bytes at every other place are UTF-16 without its mark. */
function zeroBytes(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 64);
  if (head.length < 4) return null;
  const zeros = [0, 1].map((from) => head.filter((byte, index) => index % 2 === from && byte === 0).length);
  if (zeros[1] === Math.floor(head.length / 2) && zeros[0] === 0) return 'utf-16le';
  return zeros[0] === Math.ceil(head.length / 2) && zeros[1] === 0 ? 'utf-16be' : null;
}

const charsetOf = (contentType: string | null): string | null => /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1] ?? null;

function charsetInDocument(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 400)).toString('latin1');
  return /^\s*<\?xml[^>]{0,300}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head)?.[1] ?? null;
}

/** Null where the label is unknown, or where it is one that these bytes have just been shown not to be. */
function decoderOf(label: string | null): InstanceType<typeof TextDecoder> | null {
  if (label === null || /^utf-?(8|16|32)/i.test(label)) return null;
  try {
    return new TextDecoder(label);
  } catch {
    // A label that nobody knows is no reason to refuse the feed.
    return null;
  }
}
