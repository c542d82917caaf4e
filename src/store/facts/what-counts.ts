import { z } from 'zod';
import type { ReadPurpose } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { refusedFor, refusedThemselves, saidOnSources } from './gate.ts';
import { visibleBatches } from './kind-tables.ts';

/** Imports that are committed and not withdrawn. Costs what their list is long, however many records there are. */
export async function batchesThatCount(facts: Facts): Promise<number[]> {
  const [found] = await facts.query({ name: 'batches_that_count', text: `SELECT groupArray(batch_id) AS batches FROM (${visibleBatches})`, parameters: z.object({}), row: z.object({ batches: z.array(z.coerce.number()) }) }, {});
  return found?.batches ?? [];
}

/** A number for the set of records that refuse a purpose: equal numbers, equal sets. Costs what their list is long. */
export async function refusingMark(facts: Facts, purpose: ReadPurpose): Promise<string> {
  const [themselves] = await facts.query(marking(refusedThemselves(purpose)), {});
  // Nobody's records are looked for by their sources where none is closed.
  const [found] = themselves?.sources === 0 ? [themselves] : await facts.query(marking(refusedFor(purpose)), {});
  return found?.mark ?? '0';
}

const marking = (refused: string) => ({
  name: 'refusing_mark', text: `SELECT toString(sum(sipHash64(kind, source, id))) AS mark, (${saidOnSources}) AS sources FROM (${refused})`,
  parameters: z.object({}), row: z.object({ mark: z.string(), sources: z.coerce.number() }),
});
