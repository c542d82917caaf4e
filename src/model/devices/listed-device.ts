import { z } from 'zod';
import type { Principal } from '../access.ts';
import type { Usage, UsageFilter, UsageReading, UsageReadingFilter } from './usage.ts';

const idSchema = z.string().max(200);

/**
 * Whose a device is from a day on, as the company's own list says. An empty text says that it is nobody's; without a text (null) the list does not say, and
 * what messages tell counts.
 */
export const listedDeviceSchema = z.object({
  device: idSchema.min(1),
  account: idSchema.nullable().default(null),
  product: idSchema.nullable().default(null),
  /** First day, UTC; null from the beginning. */
  since: z.iso.date().nullable().default(null),
});
export type ListedDevice = z.infer<typeof listedDeviceSchema>;

/** Lines that one list may have. */
export const mostListedDevices = 200_000;

export const deviceListSchema = z.array(listedDeviceSchema).min(1).max(mostListedDevices);

export const deviceListAnswerSchema = z.object({
  /** Devices that were given: what the list said of them before is replaced. */
  devices: z.number().int(),
  lines: z.number().int(),
  /** Of these, devices that the list did not name before. */
  new: z.number().int(),
});
export type DeviceListAnswer = z.infer<typeof deviceListAnswerSchema>;

/** The list of devices of a workspace, and what they consumed. */
export interface Devices {
  list(filter?: { readonly device?: string | undefined; readonly account?: string | undefined }): Promise<ListedDevice[]>;
  /** Replaces what the list says of the devices that are named, and leaves all others. Throws `Failure('bad_request')` for a device that is given twice for one day. */
  give(list: readonly ListedDevice[], by: Principal): Promise<DeviceListAnswer>;
  /** Takes a device from the list. Throws `Failure('not_found')`. */
  remove(device: string, by: Principal): Promise<void>;
  usage(filter: UsageFilter): Promise<Usage>;
  /** The readings behind a number. */
  usageReadings(filter: UsageReadingFilter): Promise<UsageReading[]>;
}
