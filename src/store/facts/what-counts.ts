import { z } from 'zod';
import type { ReadPurpose } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { refusedFor } from './gate.ts';
import { visibleBatches } from './kind-tables.ts';

/** What decides, beside the rows themselves, which records of people a read for a purpose returns. */
export interface WhatCounts {
  /** Imports that are committed and not withdrawn. */
  readonly batches: readonly number[];
  /** A number for the set of those who refuse: equal numbers, equal sets. */
  readonly refusing: string;
}

/** Costs what the lists of imports and of refusals are long, however many records there are. */
export async function whatCounts(facts: Facts, purpose: ReadPurpose): Promise<WhatCounts> {
  const [found] = await facts.query({
    name: 'what_counts', text: `SELECT (SELECT groupArray(batch_id) FROM (${visibleBatches})) AS batches, (SELECT sum(sipHash64(kind, source, id)) FROM (${refusedFor(purpose)})) AS refusing`,
    parameters: z.object({}), row: z.object({ batches: z.array(z.coerce.number()), refusing: z.coerce.string() }),
  }, {});
  return found ?? { batches: [], refusing: '0' };
}
