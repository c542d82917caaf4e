import type { ListedDevice, Usage, UsageReading } from '../../model/index.ts';
import { tableLines } from './table.ts';

const owner = (id: string | null): string => (id === null ? '(as messages say)' : id || '(nobody)');
const amount = (value: number | null): string => (value === null ? '' : String(value));

export function listedDeviceLines(list: readonly ListedDevice[]): string[] {
  if (list.length === 0) return ['No list of devices was given. See "hindcast device import".'];
  return tableLines(list, [
    { title: 'Device', cell: ({ device }) => device },
    { title: 'Since', cell: ({ since }) => since ?? 'the beginning' },
    { title: 'Account', cell: ({ account }) => owner(account) },
    { title: 'Product', cell: ({ product }) => owner(product) },
  ]);
}

/** Consumption, a line for each day, account, product and metric; then whence the accounts are, and what was left out. */
export function usageLines({ rows, more, from, to, accountsFrom, thinned }: Usage): string[] {
  const leftOut = thinned.reduce((sum, { readings }) => sum + readings, 0);
  return [
    ...(rows.length === 0 ? [`No reading is here from ${from} to ${to}.`] : tableLines(rows, [
      { title: 'Day (UTC)', cell: ({ day }) => day },
      { title: 'Account', cell: ({ account }) => account ?? '(nobody says)' },
      { title: 'Product', cell: ({ product }) => product ?? '' },
      { title: 'Metric', cell: ({ metric }) => metric },
      { title: 'Consumed', align: 'right', cell: ({ consumed }) => amount(consumed) },
      { title: 'Unit', cell: ({ unit }) => unit ?? '' },
      { title: 'From', align: 'right', cell: ({ least }) => amount(least) },
      { title: 'To', align: 'right', cell: ({ most }) => amount(most) },
      { title: 'Devices', align: 'right', cell: ({ devices }) => String(devices) },
      { title: 'Readings', align: 'right', cell: ({ readings }) => String(readings) },
    ])),
    ...(more > 0 ? [`${more} more rows: ask for one account or fewer days.`] : []),
    `Accounts of readings: ${accountsFrom.list} by your list (${accountsFrom.overruled} against the message), ${accountsFrom.messages} by messages, ${accountsFrom.nobody} by nobody.`,
    `Left out at the door and in no row: ${leftOut} readings.`,
  ];
}

export function usageReadingLines(readings: readonly UsageReading[]): string[] {
  if (readings.length === 0) return ['No reading is here.'];
  return tableLines(readings, [
    { title: 'At (UTC)', cell: ({ at }) => at.slice(11, 23) },
    { title: 'Device', cell: ({ device }) => device },
    { title: 'Account', cell: ({ account }) => account ?? '(nobody says)' },
    { title: 'Metric', cell: ({ metric }) => metric },
    { title: 'Value', align: 'right', cell: ({ value }) => amount(value) },
    { title: 'Counts as', cell: ({ counter }) => counter ?? 'level' },
    { title: 'Adds', align: 'right', cell: ({ consumed }) => amount(consumed) },
    { title: 'Event', cell: ({ id }) => id },
  ]);
}
