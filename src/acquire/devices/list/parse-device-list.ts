import { parse } from 'csv-parse/sync';
import { Failure, deviceListSchema, mostListedDevices, type ListedDevice } from '../../../model/index.ts';

const columns = ['device', 'account', 'product', 'since'] as const;
const guide = 'Give a CSV with the columns device, account, product, since, or the same as a list in JSON; nothing was changed.';
const wrong = (what: string): Failure => new Failure('bad_request', what, guide);

/** A list of devices from a file's text: CSV (comma, semicolon or tabulator) with a line of names, or JSON. Throws `Failure('bad_request')` with the line that is wrong. */
export function parseDeviceList(text: string): ListedDevice[] {
  const isJson = /^\s*\[/.test(text);
  const rows = isJson ? fromJson(text) : fromCsv(text);
  if (Array.isArray(rows) && rows.length > mostListedDevices) throw wrong(`A list may have ${mostListedDevices} lines.`);
  const read = deviceListSchema.safeParse(rows);
  if (read.success) return read.data;
  const [index, column] = read.error.issues[0]?.path ?? [];
  if (typeof index !== 'number') throw wrong('The list has no device.');
  throw wrong(`${isJson ? `Entry ${index + 1}` : `Line ${index + 2}`}${column === undefined ? '' : `, ${String(column)}`}: ${column === 'since' ? 'write a day such as 2026-03-01' : read.error.issues[0]?.message ?? 'cannot be read'}.`);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw wrong('The file is no JSON.');
  }
}

function fromCsv(text: string): unknown[] {
  const [head = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  const delimiter = [';', '\t', ','].find((one) => head.includes(one)) ?? ',';
  const [names = [], ...rows] = cellsIn(text, delimiter);
  const known = names.map((name) => name.trim().toLowerCase());
  if (!known.includes('device')) throw wrong('There is no column "device".');
  const strange = known.find((name) => !columns.some((one) => one === name));
  if (strange !== undefined) throw wrong(`The column "${strange.slice(0, 60)}" means nothing here.`);
  // A column that is not there says nothing; an empty cell says that it is nobody's.
  return rows.map((cells) => Object.fromEntries(known.map((name, index) => [name, name === 'since' ? cells[index]?.trim() || null : (cells[index] ?? '').trim()])));
}

function cellsIn(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter, skip_empty_lines: true });
  } catch (error) {
    throw wrong(`The file cannot be read as CSV: ${(error as Error).message}`);
  }
}
