import type { AddressSilence } from '../../model/index.ts';

/** An address or telephone number that a visitor gave and that records have. */
export interface SharedAddress {
  readonly kind: 'email' | 'phone';
  /** The address or number as a hash. */
  readonly address: string;
  /** When it was given first, epoch ms, and to which event source. */
  readonly saidAt: number;
  readonly source: string;
  /** How many people have it; of one, the person and a record. */
  readonly people: number;
  readonly entity: string;
  readonly record: string;
  /** How many surnames the records have that bear the number; of an address none is looked at. */
  readonly surnames: number;
  /** Why it says nothing by itself; '' where it does. */
  readonly silent: '' | 'shared_box' | 'blocked' | 'company_line';
}

/** What somebody said of a visitor and a person; the last word on the two has the highest number. `undo` takes back the word of a number. */
export interface VisitorWord {
  readonly sequence: number;
  readonly entity: string;
  readonly record: string;
  readonly says: 'same' | 'different' | 'unsure' | 'undo';
  readonly undoes: number | null;
}

export interface VisitorLink {
  readonly record: string;
  readonly entity: string;
  readonly reason: 'address' | 'phone' | 'word';
  /** The word that says so. */
  readonly word: number | null;
  readonly address: string | null;
  readonly source: string | null;
  readonly saidAt: number | null;
}

export interface Judged {
  readonly link: VisitorLink | null;
  readonly silent: ReadonlyArray<{ readonly shared: SharedAddress; readonly why: AddressSilence }>;
}

/** Words that nobody took back, in their order. A word that takes one back can be taken back itself. */
export function wordsInForce<Word extends Pick<VisitorWord, 'sequence' | 'says' | 'undoes'>>(words: readonly Word[]): Word[] {
  const over = new Set<number>();
  const newestFirst = words.toSorted((a, b) => b.sequence - a.sequence);
  for (const { sequence, says, undoes } of newestFirst) if (says === 'undo' && undoes !== null && !over.has(sequence)) over.add(undoes);
  return newestFirst.filter(({ sequence, says }) => says !== 'undo' && !over.has(sequence)).reverse();
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Whom a visitor is taken for: the person somebody last said, else the one whose address the visitor gave first. A visitor is one person, so an
 * address of another does not join the two, also where the first is said to be somebody else; nor does one that several people have, even where all
 * but one are said to be somebody else.
 * An address outranks a telephone number, whenever either was given: numbers are shared and given out anew.
 * The same in whatever order events, records and words came.
 */
export function judgeVisitor(shared: readonly SharedAddress[], words: readonly VisitorWord[]): Judged {
  const last = new Map(wordsInForce(words).map((word) => [word.entity, word]));
  const said = [...last.values()].filter(({ says }) => says === 'same').sort((a, b) => b.sequence - a.sequence)[0];
  let link: VisitorLink | null = said === undefined ? null : { record: said.record, entity: said.entity, reason: 'word', word: said.sequence, address: null, source: null, saidAt: null };
  let first = said?.entity ?? null;
  const silent: Array<{ shared: SharedAddress; why: AddressSilence }> = [];
  for (const one of shared.toSorted((a, b) => byText(a.kind, b.kind) || a.saidAt - b.saidAt || byText(a.address, b.address))) {
    const why = silenceOf(one, first, last.get(one.entity));
    if (why === null || why === 'word') first ??= one.entity;
    if (why !== null) silent.push({ shared: one, why });
    else link ??= { record: one.record, entity: one.entity, reason: one.kind === 'phone' ? 'phone' : 'address', word: null, address: one.address, source: one.source, saidAt: one.saidAt };
  }
  return { link, silent };
}

function silenceOf({ silent, people, surnames, entity }: SharedAddress, first: string | null, word: VisitorWord | undefined): AddressSilence | null {
  if (silent !== '') return silent;
  if (people > 1) return 'several_people';
  if (surnames > 1) return 'several_surnames';
  if (word?.says === 'different') return 'word';
  return first !== null && first !== entity ? 'other_person' : null;
}
