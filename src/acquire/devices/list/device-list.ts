import type { Kysely } from 'kysely';
import { Failure, type DeviceListAnswer, type ListedDevice } from '../../../model/index.ts';
import type { WorkspaceTables } from '../../../store/index.ts';

type State = Kysely<WorkspaceTables>;

/** Lines of an insert: far fewer parameters than Postgres takes. */
const linesAtOnce = 5_000;

/** The list by device and day, all of it or of one device or account. */
export async function readDeviceList(state: State, { device, account }: { readonly device?: string | undefined; readonly account?: string | undefined } = {}): Promise<ListedDevice[]> {
  const rows = await state.selectFrom('listed_devices').select(['device', 'account', 'product', 'since'])
    .$if(device !== undefined, (query) => query.where('device', '=', device as string)).$if(account !== undefined, (query) => query.where('account', '=', account as string)).orderBy('device').orderBy('since').execute();
  return rows.map(({ since, ...row }) => ({ ...row, since: since === '' ? null : since }));
}

/** Replaces what the list says of the devices that are named, all or nothing. Throws `Failure('bad_request')` for a device that is given twice for one day. */
export async function giveDeviceList(state: State, list: readonly ListedDevice[], by: string | null, now: number): Promise<DeviceListAnswer> {
  refuseTwice(list);
  const devices = [...new Set(list.map(({ device }) => device))];
  return state.transaction().execute(async (transaction) => {
    let known = 0;
    for (const some of parts(devices)) {
      const gone = await transaction.deleteFrom('listed_devices').where('device', '=', (any) => any.fn.any(any.val(some))).returning('device').execute();
      known += new Set(gone.map(({ device }) => device)).size;
    }
    for (const some of parts(list)) await transaction.insertInto('listed_devices').values(some.map(({ since, ...line }) => ({ ...line, since: since ?? '', at: new Date(now), by_user: by }))).execute();
    return { devices: devices.length, lines: list.length, new: devices.length - known };
  });
}

function refuseTwice(list: readonly ListedDevice[]): void {
  const seen = new Set<string>();
  for (const { device, since } of list) {
    const key = `${since ?? ''} ${device}`;
    if (seen.has(key)) throw new Failure('bad_request', `"${device}" is given twice ${since === null ? 'from the beginning' : `from ${since}`}.`, 'Give each device once for a day; nothing was changed.');
    seen.add(key);
  }
}

/** Takes a device from the list. Throws `Failure('not_found')`. */
export async function removeListedDevice(state: State, device: string): Promise<void> {
  const gone = await state.deleteFrom('listed_devices').where('device', '=', device).returning('device').execute();
  if (gone.length === 0) throw new Failure('not_found', `The list has no device "${device}".`, 'See "hindcast device list".');
}

const parts = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / linesAtOnce) }, (_, index) => all.slice(index * linesAtOnce, (index + 1) * linesAtOnce));
