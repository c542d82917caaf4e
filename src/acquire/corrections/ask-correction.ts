import { Failure, correctionInputSchema, fieldsOf, isCorrectable, kindOfSubject, type Correction, type CorrectionInput, type PersonFact } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { correctionFrom, type CorrectionRow } from './read-corrections.ts';

const mostOpen = 20;

export interface Wish {
  readonly person: { readonly id: string; readonly records: readonly string[] };
  /** What the person is shown: only that can be corrected. */
  readonly facts: readonly PersonFact[];
  readonly input: CorrectionInput;
  readonly id: string;
  readonly now: number;
}

/** Keeps a person's wish for another value. The same wish twice is one wish. Throws `Failure`: `bad_request`, `not_found`, `conflict`. */
export async function askCorrection({ state }: WorkspaceStore, wish: Wish): Promise<Correction> {
  const input = correctionInputSchema.parse(wish.input);
  const to = input.to === '' ? null : input.to;
  const { from, further } = placeOf(wish, input);
  if (to === from) throw new Failure('bad_request', 'That is the value that is held already.', 'Give another value, or leave it as it is.');
  const open = await state.selectFrom('corrections').selectAll().where('record', 'in', [...wish.person.records]).where('state', '=', 'open').execute();
  const same = open.find((row) => row.record === input.record && row.field === input.field && row.to_value === to);
  if (same) return correctionFrom(same);
  if (open.length >= mostOpen) throw new Failure('conflict', `${mostOpen} corrections wait for an answer already.`, 'Wait until some of them are answered.');
  const row: CorrectionRow = {
    id: wish.id, person: wish.person.id, record: input.record, field: input.field, further, from_value: from, to_value: to, state: 'open', asked_at: new Date(wish.now),
    decided_at: null, decided_by: null, reason: null, batch_id: null, known_at: null,
  };
  await state.insertInto('corrections').values({ ...row, batch_id: null }).execute();
  return correctionFrom(row);
}

/** Where the value stands now. A declared field may be empty; a further column must be there. */
function placeOf({ person, facts }: Wish, { record, field }: CorrectionInput): { from: string | null; further: boolean } {
  if (!person.records.includes(record)) throw new Failure('not_found', `${record} is no record of this person.`);
  const held = facts.find((fact) => fact.record === record && fact.field === field);
  if (held?.correctable) return { from: held.value, further: held.further };
  const kind = kindOfSubject(record);
  const isDeclared = fieldsOf(kind).some(([name]) => name === field);
  if (!held && isDeclared && isCorrectable(kind, field, false)) return { from: null, further: false };
  throw new Failure('bad_request', `"${field}" cannot be corrected here.`, 'Only what a record says of the person can be.');
}
