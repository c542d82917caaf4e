import { parse } from 'csv-parse/sync';
import { Failure, identityRuleInputSchema, mostListedRules, type IdentityRuleInput } from '../../model/index.ts';

const columns = ['says', 'kind', 'value', 'other_kind', 'other_value'] as const;
const wrong = (what: string): Failure => new Failure('bad_request', what, `Give a CSV with the columns ${columns.join(', ')}; the last two for "different" alone. Nothing was changed.`);

/** A list of rules from a file's text: CSV (comma, semicolon or tabulator) with a line of names. Throws `Failure('bad_request')` with the line that is wrong. */
export function parseRuleList(text: string): IdentityRuleInput[] {
  const rows = rowsIn(text);
  if (rows.length === 0 || rows.length > mostListedRules) throw wrong(rows.length === 0 ? 'The list has no rule.' : `A list may have ${mostListedRules} lines.`);
  return rows.map(({ says, kind, value, other_kind, other_value }, index) => {
    const read = identityRuleInputSchema.safeParse({ says, of: { kind, value }, other: other_kind || other_value ? { kind: other_kind || kind, value: other_value } : null });
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw wrong(`Line ${index + 2}${issue?.path.length ? `, ${issue.path.join(' ')}` : ''}: ${issue?.message ?? 'cannot be read'}.`);
  });
}

function rowsIn(text: string): Array<Partial<Record<(typeof columns)[number], string>>> {
  const [head = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  const names = head.split(/[;\t,]/).map((name) => name.trim().toLowerCase().replaceAll('"', ''));
  const strange = names.find((name) => !columns.some((one) => one === name));
  if (strange !== undefined) throw wrong(`The column "${strange.slice(0, 60)}" means nothing here.`);
  try {
    return parse(text, { bom: true, columns: names, fromLine: 2, delimiter: [';', '\t', ','].find((one) => head.includes(one)) ?? ',', trim: true, skipEmptyLines: true, relaxColumnCountLess: true });
  } catch (error) {
    throw wrong(`The list cannot be read: ${(error as Error).message}.`);
  }
}
