import { z } from 'zod';
import { usageFilterSchema, type Usage, type UsageFilter, type UsageRow } from '../../../model/index.ts';
import { countedEvents, type Facts, type WorkspaceStore } from '../../../store/index.ts';
import { readDeviceList } from '../list/device-list.ts';
import { Owners } from '../list/owners.ts';
import { readingsWithIncrements } from './increments.ts';

/** Rows of one answer. */
const mostRows = 10_000;
const dayMs = 86_400_000;

const perDevice = `SELECT day, device, account, product, metric, unit, sum(increment), min(value), max(value), count() FROM (${readingsWithIncrements}) GROUP BY day, device, account, product, metric, unit ORDER BY day, device`;

const perDeviceRow = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string(), z.string(), z.coerce.number().nullable(), z.coerce.number().nullable(), z.coerce.number().nullable(), z.coerce.number()]);

const thinnedStatement = {
  name: 'readings_thinned_per_day',
  text: `SELECT toString(toDate(received_at)) AS day, source, sum(times) AS readings FROM ${countedEvents} AND fate = 'dropped' AND reason = 'thinned' AND received_at >= toDateTime64({from:String}, 3, 'UTC') AND received_at < toDateTime64({to:String}, 3, 'UTC') + toIntervalDay(1) GROUP BY day, source ORDER BY day, source`,
  parameters: z.object({ from: z.string(), to: z.string() }),
  row: z.object({ day: z.string(), source: z.string(), readings: z.coerce.number() }),
};

interface Sum {
  readonly row: UsageRow;
  readonly devices: Set<string>;
}

/** What devices consumed by day, account, product and metric, of the last days up to now (UTC). */
export async function readUsage({ facts, state }: Pick<WorkspaceStore, 'facts' | 'state'>, given: UsageFilter, now: number): Promise<Usage> {
  const { account, metric, days } = usageFilterSchema.parse(given);
  const [from, to] = [now - (days - 1) * dayMs, now].map((at) => new Date(at).toISOString().slice(0, 10)) as [string, string];
  const owners = new Owners(await readDeviceList(state));
  const sums = new Map<string, Sum>();
  const accountsFrom = { list: 0, messages: 0, nobody: 0, overruled: 0 };
  for await (const row of devicesByDay(facts, { from, to, metric: metric ?? '' })) {
    const [day, device, said, saidProduct, , , , , , readings] = row;
    const owner = owners.of(device, day, { account: said, product: saidProduct });
    accountsFrom[owner.from] += readings;
    if (owner.isOverruled) accountsFrom.overruled += readings;
    if (account === undefined || owner.account === account) add(sums, row, owner);
  }
  const rows = [...sums.values()].map(({ row, devices }) => ({ ...row, devices: devices.size })).sort(byDay);
  return { from, to, rows: rows.slice(0, mostRows), more: Math.max(0, rows.length - mostRows), accountsFrom, thinned: await facts.query(thinnedStatement, { from, to }) };
}

type DeviceDay = z.output<typeof perDeviceRow>;

async function* devicesByDay(facts: Facts, parameters: { from: string; to: string; metric: string }): AsyncIterable<DeviceDay> {
  for await (const block of facts.stream(perDevice, parameters)) for (const row of block) yield perDeviceRow.parse(row);
}

function add(sums: Map<string, Sum>, [day, device, , , metric, unit, consumed, least, most, readings]: DeviceDay, { account, product }: { account: string | null; product: string | null }): void {
  const key = JSON.stringify([day, account, product, metric, unit]);
  const held = sums.get(key) ?? { row: { day, account, product, metric, unit: unit || null, consumed: null, least: null, most: null, readings: 0, devices: 0 }, devices: new Set<string>() };
  held.devices.add(device);
  const { row } = held;
  sums.set(key, { devices: held.devices, row: { ...row, consumed: consumed === null ? row.consumed : plain((row.consumed ?? 0) + consumed), least: ofBoth(row.least, least, Math.min), most: ofBoth(row.most, most, Math.max), readings: row.readings + readings } });
}

const ofBoth = (a: number | null, b: number | null, choose: (...of: number[]) => number): number | null => (a === null ? b : b === null ? a : choose(a, b));

/** Without the dust of adding binary fractions. */
const plain = (value: number): number => Number(value.toPrecision(12));

const keyOf = ({ day, account, product, metric }: UsageRow): string => [day, account ?? '', product ?? '', metric].join('\n');
const byDay = (a: UsageRow, b: UsageRow): number => (keyOf(a) < keyOf(b) ? -1 : 1);
