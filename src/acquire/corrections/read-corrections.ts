import type { Kysely, Selectable } from 'kysely';
import { correctionSchema, fieldsOf, kindOfSubject, type Correction } from '../../model/index.ts';
import type { CorrectionTable, WorkspaceTables } from '../../store/index.ts';

export type CorrectionRow = Selectable<CorrectionTable>;

/** Wishes about some records, or about all: open ones first, then the newest. */
export async function readCorrections(state: Kysely<WorkspaceTables>, records?: readonly string[]): Promise<Correction[]> {
  const all = state.selectFrom('corrections').selectAll().orderBy((row) => row.case().when('state', '=', 'open').then(0).else(1).end()).orderBy('asked_at', 'desc').orderBy('id');
  const rows = await (records === undefined ? all : all.where('record', 'in', records.length > 0 ? [...records] : [''])).execute();
  return rows.map(correctionFrom);
}

/** Approved corrections in the order in which they were approved. */
export const approvedCorrections = (state: Kysely<WorkspaceTables>): Promise<CorrectionRow[]> =>
  state.selectFrom('corrections').selectAll().where('state', '=', 'approved').orderBy('decided_at').orderBy('id').execute();

/** A row as it is shown. */
export const correctionFrom = (row: CorrectionRow): Correction => correctionSchema.parse({
  id: row.id, person: row.person, record: row.record, field: row.field, means: meaningOf(row), from: row.from_value, to: row.to_value, state: row.state,
  askedAt: row.asked_at.toISOString(), decidedAt: row.decided_at?.toISOString() ?? null, decidedBy: row.decided_by, reason: row.reason,
});

const meaningOf = ({ record, field, further }: CorrectionRow): string =>
  (further ? undefined : fieldsOf(kindOfSubject(record)).find(([name]) => name === field)?.[1].means) ?? field;
