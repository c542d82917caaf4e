import { z } from 'zod';
import type { ReadPurpose } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { refusedFor } from './gate.ts';
import { visibleBatches } from './kind-tables.ts';

/** Imports that are committed and not withdrawn. Costs what their list is long, however many records there are. */
export async function batchesThatCount(facts: Facts): Promise<number[]> {
  const rows = await facts.query({ name: 'batches_that_count', text: visibleBatches, parameters: z.object({}), row: z.object({ batch_id: z.coerce.number() }) }, {});
  return rows.map(({ batch_id }) => batch_id);
}

/** A number for the set of records that refuse a purpose: equal numbers, equal sets. Costs what their list is long. */
export async function refusingMark(facts: Facts, purpose: ReadPurpose): Promise<string> {
  const [found] = await facts.query({ name: 'refusing_mark', text: `SELECT toString(sum(sipHash64(kind, source, id))) AS mark FROM (${refusedFor(purpose)})`, parameters: z.object({}), row: z.object({ mark: z.string() }) }, {});
  return found?.mark ?? '0';
}
