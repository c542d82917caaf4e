import { removedMark, subjectOf, type ImportPlan, type Kind, type KeptOutKind, type MappedRow, type Reject, type Value } from '../../model/index.ts';
import { writtenFields } from '../../store/index.ts';
import type { LeftOut, RowOrReject } from '../persist/write-table.ts';
import { hashOf, markOf, seedOf, type KeptOutList } from './kept-out.ts';
import { wordsOf } from './person-pattern.ts';

const address = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/giu;
const number = /\+?\d[\d\s()./-]{5,}\d/g;

/** Knows forgotten people by their hashes. Answers are remembered, because columns repeat their values. */
export class ForgottenPeople {
  readonly #key: Buffer;
  readonly #hashes: Readonly<Record<KeptOutKind, ReadonlySet<string>>>;
  readonly #marks: ReadonlySet<number>;
  readonly #lengths: readonly number[];
  readonly #cleaned = new Map<string, string>();

  constructor({ key, entries }: KeptOutList) {
    const of = (kind: string): Set<string> => new Set(entries.filter((entry) => entry.kind === kind).map(({ hash }) => hash));
    this.#key = key;
    this.#hashes = { record: of('record'), id: of('id'), email: of('email'), phone: of('phone'), name: of('name') };
    const named = entries.filter(({ kind }) => kind === 'name' || kind === 'id');
    this.#marks = new Set(named.map(({ mark }) => mark));
    this.#lengths = [...new Set(named.map(({ words }) => words))].sort((a, b) => b - a);
  }

  readonly isRecord = (key: string): boolean => this.#hashes.record.has(hashOf(this.#key, 'record', key));
  readonly #isPhone = (phone: string): boolean => this.#hashes.phone.size > 0 && this.#hashes.phone.has(hashOf(this.#key, 'phone', phone));
  readonly isEmail = (email: string): boolean => this.#hashes.email.has(hashOf(this.#key, 'email', email));

  /** A text without the names, addresses and ids of forgotten people. */
  cleaned(text: string): string {
    const held = this.#cleaned.get(text);
    if (held !== undefined) return held;
    const reached = text.replace(address, (found) => (this.isEmail(found) ? removedMark : found)).replace(number, (found) => (this.#isPhone(found) ? removedMark : found));
    const cleaned = this.#withoutNames(reached);
    if (this.#cleaned.size > 200_000) this.#cleaned.clear();
    this.#cleaned.set(text, cleaned);
    return cleaned;
  }

  #withoutNames(text: string): string {
    let left = text;
    for (;;) {
      const found = this.#findName(left);
      if (!found) return left;
      left = left.slice(0, found.start) + removedMark + left.slice(found.end);
    }
  }

  #findName(text: string): { start: number; end: number } | undefined {
    if (this.#lengths.length === 0) return undefined;
    const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
    for (const [at, word] of words.entries()) {
      const ended = this.#lengths.map((length) => words[at + length - 1]).find((last, index) => last !== undefined && this.#isNamed(words.slice(at, at + (this.#lengths[index] as number)).map(([one]) => one).join(' ')));
      if (ended) return { start: word.index, end: ended.index + ended[0].length };
    }
    return undefined;
  }

  #isNamed(words: string): boolean {
    const text = wordsOf(words).join(' ');
    return this.#marks.has(markOf(seedOf(this.#key), text)) && (this.#hashes.name.has(hashOf(this.#key, 'name', text)) || this.#hashes.id.has(hashOf(this.#key, 'id', text)));
  }
}

/**
 * Rows of a table without forgotten people: their own records and what was done with them are left out (`leftOut` is the line
 * of the file), references to them are emptied, and their names are taken out of what is written in words.
 */
export async function* leaveOutForgotten(rows: AsyncIterable<RowOrReject>, kind: Kind, source: string, people: ForgottenPeople): AsyncIterable<RowOrReject | LeftOut> {
  let waiting: Reject[] = [];
  for await (const item of rows) {
    if ('reject' in item) {
      if (item.fields && isOfForgotten({ recordId: '', fields: item.fields }, kind, source, people)) {
        yield { reject: { ...item.reject, value: null } };
        continue;
      }
      const done = waiting.filter(({ line }) => line !== item.reject.line);
      for (const reject of done) yield { reject: cleanReject(reject, people) };
      waiting = [...waiting.filter(({ line }) => line === item.reject.line), item.reject];
      continue;
    }
    const isForgotten = isOfForgotten(item.row, kind, source, people);
    for (const reject of waiting) yield { reject: isForgotten && reject.line === item.row.line ? { ...reject, value: null } : cleanReject(reject, people) };
    waiting = [];
    yield isForgotten ? { leftOut: item.row.line } : { row: cleanRow(item.row, kind, source, people) };
  }
  for (const reject of waiting) yield { reject: cleanReject(reject, people) };
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

function isOfForgotten({ recordId, fields }: Pick<MappedRow, 'recordId' | 'fields'>, kind: Kind, source: string, people: ForgottenPeople): boolean {
  const isRecord = (of: 'contact' | 'lead', id: string): boolean => id !== '' && people.isRecord(subjectOf(of, source, id));
  if (kind === 'contact' || kind === 'lead') return isRecord(kind, recordId) || (textOf(fields['email']) !== '' && people.isEmail(textOf(fields['email'])));
  if (kind === 'activity') return isRecord('contact', textOf(fields['contactId'])) || isRecord('lead', textOf(fields['leadId']));
  if (kind === 'deal_contact') return isRecord('contact', textOf(fields['contactId'])) || isRecord('contact', textOf(fields['toldBy']));
  return kind === 'answer' && isRecord('contact', textOf(fields['contactId']));
}

function cleanRow(row: MappedRow, kind: Kind, source: string, people: ForgottenPeople): MappedRow {
  const fields = { ...row.fields };
  if (kind === 'deal' && textOf(fields['leadId']) !== '' && people.isRecord(subjectOf('lead', source, textOf(fields['leadId'])))) fields['leadId'] = null;
  for (const name of writtenFields[kind] ?? []) if (typeof fields[name] === 'string') fields[name] = people.cleaned(fields[name]);
  return { ...row, fields, attributes: Object.fromEntries(Object.entries(row.attributes).map(([header, value]) => [header, people.cleaned(value)])) };
}

/** A plan as it is kept: without cells that name somebody forgotten. */
export const planWithoutForgotten = (plan: ImportPlan, people: ForgottenPeople): ImportPlan => ({
  ...plan,
  tables: plan.tables.map((table) => ({ ...table, columns: table.columns.map((column) => ({ ...column, samples: column.samples.map((sample) => people.cleaned(sample)) })) })),
});

const cleanReject = (reject: Reject, people: ForgottenPeople): Reject => (reject.value === null ? reject : { ...reject, value: people.cleaned(reject.value) });
