import { createHash } from 'node:crypto';
import sjson from 'secure-json-parse';
import { z } from 'zod';
import { eventContextSchema, wireEventSchema, type CeddlReport, type WireEventInput } from '../../model/index.ts';
import { splitLines } from '../sources/split-lines.ts';
import { callsFromCeddl } from './calls-from-ceddl.ts';

/** A `digitalData` as a file holds it: alone, or with what an event says of itself, as `POST /v1/ceddl` takes it. */
const wrappedSchema = z.object({
  digitalData: z.unknown(),
  ...wireEventSchema.pick({ messageId: true, anonymousId: true, userId: true, timestamp: true }).shape,
  context: eventContextSchema.nullish(),
});

/** One object of a file: the calls that it stands for, or why it stands for none. */
export type CeddlLine =
  | { readonly kind: 'calls'; readonly line: number; readonly calls: readonly WireEventInput[]; readonly report: CeddlReport }
  | { readonly kind: 'refused'; readonly line: number; readonly why: string };

const refusals = { not_an_object: 'no object', too_deep: 'deeper than 32 levels', too_large: 'more than 20,000 values, 500,000 characters or 1,000 calls' } as const;
/** Bytes of a file that is one object over several lines. */
const mostWhole = 4_000_000;

/**
 * The objects of a file: one on each line, or one over all lines. An object without a message id gets one from its contents, so that a
 * file that is loaded twice counts once.
 */
export async function* readCeddlLines(input: AsyncIterable<Uint8Array>): AsyncIterable<CeddlLine> {
  let whole: string[] | null = [];
  let size = 0;
  for await (const block of splitLines(input)) {
    if ('tooLong' in block) { yield* linesOf(whole ?? []); whole = null; yield { kind: 'refused', line: block.first, why: refusals.too_large }; continue; }
    for (const [index, text] of block.lines.entries()) {
      size += text.length;
      if (whole !== null && size <= mostWhole) { whole.push(text); continue; }
      if (whole !== null) { yield* linesOf(whole); whole = null; }
      if (text.trim() !== '') yield lineFrom(text, block.first + index);
    }
  }
  if (whole !== null) yield* wholeOf(whole);
}

/** What is short enough may be one object that is written over several lines. */
function* wholeOf(lines: readonly string[]): Iterable<CeddlLine> {
  const first = lines.findIndex((text) => text.trim() !== '');
  if (first >= 0 && lines.length > 1 && parsed(lines[first] as string) === undefined) {
    const one = lineFrom(lines.join('\n'), first + 1);
    if (one.kind === 'calls') { yield one; return; }
  }
  yield* linesOf(lines);
}

function* linesOf(lines: readonly string[]): Iterable<CeddlLine> {
  for (const [index, text] of lines.entries()) if (text.trim() !== '') yield lineFrom(text, index + 1);
}

function lineFrom(text: string, line: number): CeddlLine {
  const given = parsed(text);
  if (given === undefined) return { kind: 'refused', line, why: 'not valid JSON' };
  const isWrapped = typeof given === 'object' && given !== null && 'digitalData' in given;
  const wrapped = wrappedSchema.safeParse(isWrapped ? given : { digitalData: given });
  if (!wrapped.success) return { kind: 'refused', line, why: `a field has another type than the specification says: /${(wrapped.error.issues[0]?.path ?? []).join('/')}` };
  const { digitalData, messageId, anonymousId, userId, timestamp, context } = wrapped.data;
  const at = typeof timestamp === 'number' ? isoOf(timestamp) : timestamp ?? null;
  const said = callsFromCeddl(digitalData, { messageId: messageId ?? `ceddl-${createHash('sha256').update(text).digest('base64url')}`, anonymousId: anonymousId ?? null, userId: userId ?? null, at, context });
  return said.kind === 'refused' ? { kind: 'refused', line, why: refusals[said.why] } : { kind: 'calls', line, calls: said.calls, report: said.report };
}

const isoOf = (ms: number): string | null => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null);

function parsed(text: string): unknown {
  try {
    return sjson.parse(text, { protoAction: 'remove', constructorAction: 'remove' });
  } catch {
    return undefined;
  }
}
