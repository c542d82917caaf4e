import { z } from 'zod';
import { ceddlFree, ceddlTime } from '../field-notes.ts';

/** A device that a customer runs. Not of the standard: a top-level object beside it. */
export const ceddlDeviceSchema = z.looseObject({
  deviceInfo: z.looseObject({
    deviceID: z.string().optional(),
    productID: z.string().optional(),
    accountID: z.string().optional(),
    model: z.string().optional(),
    firmware: z.string().optional(),
    status: z.string().optional(),
    /** How long it ran, in hours. */
    usageHours: z.number().optional(),
    seenAt: ceddlTime().optional(),
  }).optional(),
  attributes: ceddlFree().optional(),
});
