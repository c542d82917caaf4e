import { createHash } from 'node:crypto';

/** Fields that are asked for. No server is asked for more of a message. */
export const headerFields: readonly string[] = ['FROM', 'TO', 'CC', 'DATE', 'MESSAGE-ID', 'IN-REPLY-TO', 'REFERENCES', 'LIST-ID', 'AUTO-SUBMITTED', 'PRECEDENCE', 'SENSITIVITY'];

/** What of a message's headers is looked at. Addresses are in small letters, without the names beside them. */
export interface MessageHeaders {
  /** Tells the message apart in every folder and mail box. */
  readonly id: string;
  readonly from: string | null;
  readonly to: readonly string[];
  /** Epoch ms; null where there is none that can be read. */
  readonly date: number | null;
  /** What it has in common with its answers: the id of the first message. */
  readonly thread: string;
  readonly isBulk: boolean;
  readonly isPrivate: boolean;
  readonly subject: string | null;
}

/** Reads header fields as a server sends them (RFC 5322, section 2.2; folded lines joined, the first of a name counts). */
export function readHeaders(bytes: Uint8Array): MessageHeaders {
  const fields = fieldsOf(new TextDecoder().decode(bytes));
  const [from = null] = addressesIn(fields.get('from') ?? '');
  const to = [...addressesIn(fields.get('to') ?? ''), ...addressesIn(fields.get('cc') ?? '')];
  const id = idsIn(fields.get('message-id'))[0] ?? hashed(JSON.stringify([from, to, fields.get('date')]));
  const subject = fields.get('subject');
  return {
    id, from, to, date: dateIn(fields.get('date')), thread: idsIn(fields.get('references'))[0] ?? idsIn(fields.get('in-reply-to'))[0] ?? id,
    isBulk: isBulk(fields, from), isPrivate: /^(personal|private|company-confidential)$/i.test(fields.get('sensitivity') ?? ''), subject: subject === undefined ? null : decoded(subject),
  };
}

function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (name !== '' && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

const encodedWord = /=\?([^?\s]+)\?([BQ])\?([^?\s]*)\?=/gi;
const longestField = 100_000;

/** Addresses alone: what stands in quotes, comments and encoded words is a name, and so is what stands before `<`. */
function addressesIn(field: string): string[] {
  const bare = field.slice(0, longestField).replace(encodedWord, ' ').replace(/"(?:[^"\\]|\\.)*"/g, ' ').replace(/\([^()]*\)/g, ' ');
  return bare.split(/[,;]/).flatMap((part) => {
    const inside = /<([^<>]*)>/.exec(part)?.[1] ?? part.slice(part.indexOf(':') + 1);
    const address = inside.trim().toLowerCase();
    return /^[^\s@<>:]+@[^\s@<>:]+\.[^\s@<>:]+$/.test(address) ? [address] : [];
  });
}

const idsIn = (field: string | undefined): string[] => (field === undefined ? [] : field.slice(0, longestField).match(/<[^<>\s]{1,990}>/g) ?? []);
const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');

function dateIn(field: string | undefined): number | null {
  const at = Date.parse((field ?? '').replace(/\([^()]*\)/g, ' ').trim());
  return Number.isNaN(at) ? null : at;
}

/** Boxes that nobody reads or that machines write from. */
const machines = /^(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|notifications?|newsletter)(?:[+._=-].*)?@/;

/** Lists (RFC 2919), automatic answers (RFC 3834) and what calls itself bulk. */
function isBulk(fields: ReadonlyMap<string, string>, from: string | null): boolean {
  const automatic = fields.get('auto-submitted');
  return fields.has('list-id') || (automatic !== undefined && !/^no\b/i.test(automatic)) || /^(bulk|list|junk)$/i.test(fields.get('precedence') ?? '') || (from !== null && machines.test(from));
}

/** Encoded words as they are meant (RFC 2047); in a character set that nobody knows they stay as they are. */
function decoded(text: string): string {
  return text.replace(/(\?=)\s+(=\?)/g, '$1$2').replace(encodedWord, (whole, charset: string, how: string, word: string) => {
    try {
      return new TextDecoder(charset.replace(/\*.*$/, '')).decode(how.toUpperCase() === 'B' ? Buffer.from(word, 'base64') : quoted(word));
    } catch {
      return whole;
    }
  });
}

const quoted = (word: string): Buffer => Buffer.from(word.replace(/_/g, ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
