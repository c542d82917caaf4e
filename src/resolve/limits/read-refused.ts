import { limitWords, type RefusedJoinsAnswer } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { entitiesOf } from '../entities/read-entities.ts';
import { readIdentifiers, readInForce } from './limited.ts';

export interface RefusedWanted {
  /** Keys of the records of one person; everybody where it is left out. */
  readonly records?: readonly string[];
  readonly limit: number;
}

/** Values that are shown of what one person would have. */
const mostShown = 10;

/** Joins that evidence asks for and limits keep apart, with the values that one person would have. */
export async function readRefused({ state, facts }: WorkspaceStore, { records, limit }: RefusedWanted): Promise<RefusedJoinsAnswer> {
  const all = state.selectFrom('identity_refusals').where((row) => (records === undefined ? row.val(true) : row.or([row('a', '=', row.fn.any(row.val([...records]))), row('b', '=', row.fn.any(row.val([...records])))])));
  const rows = await all.selectAll().orderBy('a').orderBy('b').limit(limit).execute();
  const { n } = await all.select(({ fn }) => fn.countAll<string>().as('n')).executeTakeFirstOrThrow();
  const [people, { limits }] = [await entitiesOf(state, rows.flatMap(({ a, b }) => [a, b])), await readInForce(state)];
  const borne = await readIdentifiers(state, facts, [...new Set(rows.map(({ kind }) => kind))], { keys: [...new Set([...people.values()].flatMap((person) => person.records))], isAll: false });
  return {
    total: Number(n),
    rows: rows.flatMap(({ a, b, kind }) => {
      const [one, other, most] = [people.get(a), people.get(b), limits.find((limit) => limit.kind === kind)?.most];
      if (one === undefined || other === undefined || typeof most !== 'number') return [];
      const values = [...one.records, ...other.records].flatMap((key) => (borne.get(key) ?? []).flatMap((held) => (held.kind === kind ? [held.value] : [])));
      return [{ a, b, people: [one.id, other.id] as [string, string], kind, values: [...new Set(values)].sort().slice(0, mostShown), because: limitWords(kind, most) }];
    }),
  };
}
