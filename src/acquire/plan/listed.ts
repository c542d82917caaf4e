import type { Draft } from './draft.ts';

const dictionaryWords = /^(description|definition|meaning|beschreibung|bedeutung|explanation|comment|datatype|type)s?$/;
const nameWords = /^(field|fieldname|variable|variables|column|columnname|attribute|feature|name|table|spalte|feld)s?$/;

/** Why a table is shown rather than imported, or null: it describes data, sums it up, or holds next to nothing. */
export function whyListed(draft: Draft): string | null {
  if (draft.always) return null;
  const headers = draft.columns.map((column) => column.folded);
  const describes = headers.some((header) => dictionaryWords.test(header)) && headers.some((header) => nameWords.test(header));
  const isProse = draft.columns.some((column) => column.longest > 20 && (column.numbers?.share ?? 0) < 0.2);
  if (describes && isProse && draft.rows <= 2_000 && draft.columns.length <= 8 && draft.columns.every((column) => column.dates === null)) return 'a data dictionary: it describes columns and holds no records';
  if (headers.some((header) => /^(rowlabels|grandtotal|zeilenbeschriftungen|gesamtergebnis)$/.test(header))) return 'a pivot table: it sums records up';
  if (draft.rows === 0) return 'it has a header and no rows';
  if (draft.recognised.kind !== 'other') return null;
  if (draft.columns.length === 1) return 'a single column: no records';
  return draft.columns.length <= 2 && draft.rows <= 50 ? 'a small look-up list' : null;
}
