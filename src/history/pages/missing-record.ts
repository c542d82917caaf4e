import { z } from 'zod';
import { Failure, isoDate } from '../../model/index.ts';
import { newestFirst, visibleRows, type Facts } from '../../store/index.ts';

const deletionStatement = (kind: 'deal' | 'account') => ({
  name: `deletion_of_${kind}`,
  text: `SELECT source_system, at FROM (SELECT source_system, toUnixTimestamp64Milli(known_at) AS at, removed FROM ${visibleRows(kind, 'analyse')} `
    + `AND record_id = {id:String} AND known_at <= fromUnixTimestamp64Milli({asOf:Int64}) ${newestFirst}) WHERE removed ORDER BY at DESC LIMIT 1`,
  parameters: z.object({ id: z.string(), asOf: z.number() }),
  row: z.object({ source_system: z.string(), at: z.coerce.number() }),
} as const);

/** Why there is no such record on a date: its source deleted it, or nobody told of it. */
export async function missingRecord(facts: Facts, kind: 'deal' | 'account', id: string, asOf: number): Promise<Failure> {
  const [deletion] = await facts.query(deletionStatement(kind), { id, asOf });
  if (!deletion) return new Failure('not_found', `There is no ${kind} "${id}" on this date.`, 'Search for it by name, or choose a later date.');
  return new Failure('not_found', `The ${kind} "${id}" was deleted in ${deletion.source_system} on ${isoDate(deletion.at)}.`, 'Choose an earlier date to see it as it was.');
}
