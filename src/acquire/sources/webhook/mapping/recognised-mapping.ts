import type { HookMapping, HookRule, TablePlan } from '../../../../model/index.ts';
import { idColumn } from './apply-mapping.ts';
import { guessesIn, type Guessed } from './guess-record.ts';

const simpleName = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

/**
 * What was recognised in deliveries, said as a mapping: a beginning for whoever corrects it. Streams of which no delivery is stored
 * any more, or whose records have no id, cannot be said so and are left out.
 */
export function recognisedMapping(recognised: ReadonlyMap<string, readonly TablePlan[]>, deliveries: readonly unknown[]): HookMapping {
  const guesses = Map.groupBy(deliveries.flatMap(guessesIn), ({ stream }) => stream);
  return { rules: [...recognised].flatMap(([stream, [table]]) => ruleOf(stream, table, guesses.get(stream) ?? [])), ignore: [] };
}

function ruleOf(stream: string, table: TablePlan | undefined, seen: readonly Guessed[]): HookRule[] {
  const [first] = seen;
  if (!first || !table || table.kind === null || first.record[idColumn] === undefined) return [];
  const types = [...new Set(seen.flatMap(({ type }) => (type === null ? [] : [type.value])))].sort();
  const fields = table.columns.filter(({ header }) => header !== idColumn).map(({ header, field }) => [field ?? header, pathOf(first.path, header)] as const);
  return [{ stream, kind: table.kind, when: first.type === null ? [] : [{ path: first.type.path, is: types }], id: `${first.path}.${idColumn}`, fields: Object.fromEntries(fields) }];
}

/** The columns of nested objects are named by their path. */
const pathOf = (record: string, header: string): string => record + header.split('.').map((name) => (simpleName.test(name) ? `.${name}` : `['${name.replaceAll("'", '')}']`)).join('');
