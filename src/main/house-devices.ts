import { giveDeviceList, readDeviceList, readUsage, readUsageReadings, removeListedDevice } from '../acquire/index.ts';
import { nameOfPrincipal, type DeviceListAnswer, type Devices, type ListedDevice, type Principal, type Usage, type UsageFilter, type UsageReading, type UsageReadingFilter } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';

export interface HouseDevicesOptions {
  readonly house: Pick<House, 'now'>;
  readonly store: WorkspaceStore;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

/** A workspace's list of devices, and what they consumed. */
export class HouseDevices implements Devices {
  readonly #o: HouseDevicesOptions;

  constructor(options: HouseDevicesOptions) {
    this.#o = options;
  }

  list = (filter?: { readonly device?: string | undefined; readonly account?: string | undefined }): Promise<ListedDevice[]> => readDeviceList(this.#o.store.state, filter);

  async give(list: readonly ListedDevice[], by: Principal): Promise<DeviceListAnswer> {
    const { store, house, audit } = this.#o;
    const answer = await giveDeviceList(store.state, list, nameOfPrincipal(by), house.now());
    await audit(by, 'list of devices given', `${store.name}: ${answer.devices}`);
    return answer;
  }

  async remove(device: string, by: Principal): Promise<void> {
    await removeListedDevice(this.#o.store.state, device);
    await this.#o.audit(by, 'device taken from the list', `${this.#o.store.name}/${device}`);
  }

  usage = (filter: UsageFilter): Promise<Usage> => readUsage(this.#o.store, filter, this.#o.house.now());
  usageReadings = (filter: UsageReadingFilter): Promise<UsageReading[]> => readUsageReadings(this.#o.store, filter);
}
