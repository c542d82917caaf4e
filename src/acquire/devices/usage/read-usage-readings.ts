import { z } from 'zod';
import { usageReadingFilterSchema, type UsageReading, type UsageReadingFilter } from '../../../model/index.ts';
import type { WorkspaceStore } from '../../../store/index.ts';
import { readDeviceList } from '../list/device-list.ts';
import { Owners } from '../list/owners.ts';
import { readingsWithIncrements } from './increments.ts';

const rowsBehind = `SELECT toString(event_id), source, toUnixTimestamp64Milli(occurred_at), device, account, product, metric, unit, value, counter, increment FROM (${readingsWithIncrements}) ORDER BY occurred_at, event_id`;

const number = z.coerce.number();
const rowSchema = z.tuple([z.string(), z.string(), number, z.string(), z.string(), z.string(), z.string(), z.string(), number.nullable(), z.string(), number.nullable()]);

/** The readings of a day behind a number of consumption, in order, with what each adds. */
export async function readUsageReadings({ facts, state }: Pick<WorkspaceStore, 'facts' | 'state'>, given: UsageReadingFilter): Promise<UsageReading[]> {
  const { day, account, metric, last } = usageReadingFilterSchema.parse(given);
  const owners = new Owners(await readDeviceList(state));
  const found: UsageReading[] = [];
  for await (const block of facts.stream(rowsBehind, { from: day, to: day, metric: metric ?? '' })) {
    for (const row of block) {
      const reading = readingOf(rowSchema.parse(row), day, owners);
      if (account === undefined || reading.account === account) found.push(reading);
      if (found.length === last) return found;
    }
  }
  return found;
}

function readingOf([id, source, at, device, said, saidProduct, metric, unit, value, counter, consumed]: z.output<typeof rowSchema>, day: string, owners: Owners): UsageReading {
  const { account, product } = owners.of(device, day, { account: said, product: saidProduct });
  return { id, source, at: new Date(at).toISOString(), device, account, product, metric, unit: unit || null, value, counter: counter === 'total' || counter === 'delta' ? counter : null, consumed };
}
