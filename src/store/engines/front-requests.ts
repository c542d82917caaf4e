import { randomUUID } from 'node:crypto';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { parseError } from '@clickhouse/client';
import type { SendWhole, WholeStatement } from './send-whole.ts';

/** Opens a request over the front's socket. */
export type OpenRequest = (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void) => ClientRequest;

/**
 * Sends statements to the front over its socket and hands back whole answers. The client does it as well, but waits for a millisecond before each request, in case that a kept connection
 * has just ended, and makes streams of both texts: a small statement takes 3.2 ms through it and 1.8 ms this way.
 */
export const sendOver = (open: OpenRequest, database: string): SendWhole => (statement) => new Promise((resolve, reject) => {
  const request = open({ method: 'POST', path: addressOf(statement, database) }, (answer) => {
    const pieces: Buffer[] = [];
    answer.on('data', (piece: Buffer) => pieces.push(piece)).once('error', reject).once('end', () => {
      const text = Buffer.concat(pieces).toString();
      if (answer.statusCode === 200 && answer.headers['x-clickhouse-exception-code'] === undefined) resolve(text);
      else reject(parseError(text));
    });
  });
  request.once('timeout', () => request.destroy(new Error('Timeout error.'))).once('error', reject);
  request.end(statement.rows ?? statement.text);
});

function addressOf({ text, parameters = {}, settings, format, rows }: WholeStatement, database: string): string {
  const asked = new URLSearchParams({ query_id: randomUUID(), database });
  for (const [name, value] of Object.entries(parameters)) asked.set(`param_${name}`, boundText(value));
  for (const [name, value] of Object.entries(settings)) asked.set(name, String(value));
  if (format !== undefined) asked.set('default_format', format);
  if (rows !== undefined) asked.set('query', text);
  return `/?${asked}`;
}

/** A value as a parameter carries it, in ClickHouse's escaped text; members of lists are quoted. */
export function boundText(value: unknown, isMember = false): string {
  if (value === null || value === undefined) return isMember ? 'NULL' : '\\N';
  if (typeof value === 'boolean') return isMember ? String(value).toUpperCase() : value ? '1' : '0';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return isMember ? `'${escaped(value)}'` : escaped(value);
  if (Array.isArray(value)) return `[${value.map((member) => boundText(member, true)).join(',')}]`;
  throw new TypeError('A parameter is a text, a number, a truth value, nothing or a list of them.');
}

const escapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', "'": "\\'", '\\': '\\\\' };
const escaped = (text: string): string => text.replace(/[\t\n\r'\\]/g, (letter) => escapes[letter] as string);
