import type { ContactRow } from '../../src/market/contacts/index.ts';
import { subjectOf, type MappedRow } from '../../src/model/index.ts';
import { drainOutbox, dropArrived, incomingLines, incomingTable, promoteBatch, putInOutbox, type WorkspaceStore } from '../../src/store/index.ts';

const source = 'files';
export const keyOfContact = (row: ContactRow): string => subjectOf('contact', source, row.id);

/** The made-up domains end in .example, which nobody's address can, so they are read as .com. */
const mapped = (row: ContactRow, at: number): MappedRow => ({
  recordId: row.id, line: at + 2, attributes: row.website === '' ? {} : { Website: row.website.replaceAll('.example', '.com') },
  fields: {
    name: row.fullName || `${row.firstName} ${row.lastName}`.trim(), email: row.email.replaceAll('.example', '.com'), phone: row.phone, accountName: row.company, title: row.jobTitle, createdAt: Date.parse(row.created),
  },
});

/** What an import does with mapped rows, without the reading of files: they are compared with what is held, and count when it returns. */
export async function bringContacts(store: WorkspaceStore, rows: readonly ContactRow[], batch: { readonly id: number; readonly knownAt: number }): Promise<void> {
  const lines = incomingLines('contact', source, batch);
  for (let from = 0; from < rows.length; from += 10_000) await store.facts.insert(incomingTable('contact'), lines(rows.slice(from, from + 10_000).map((row, at) => mapped(row, from + at))));
  await promoteBatch(store.facts, 'contact', batch);
  await dropArrived(store.facts, 'contact', batch.id);
  await sayOfBatch(store, 'commit', batch);
}

/** An import counts, or was taken back. */
export async function sayOfBatch(store: WorkspaceStore, fact: 'commit' | 'withdraw', { id, knownAt }: { readonly id: number; readonly knownAt: number }): Promise<void> {
  await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: id, import_id: 'x', fact, known_at: knownAt, recorded_at: knownAt }]));
  await drainOutbox(store.state, store.facts);
}
