import { z } from 'zod';

const count = z.number().int();
const idSchema = z.string().min(1).max(200);

export const usageFilterSchema = z.object({
  account: idSchema.optional(),
  metric: idSchema.optional(),
  /** Days up to today. */
  days: z.coerce.number().int().min(1).max(366).default(30),
});
export type UsageFilter = z.input<typeof usageFilterSchema>;

export const usageRowSchema = z.object({
  /** UTC. */
  day: z.string(),
  /** Null: nobody says whose the device is. */
  account: z.string().nullable(),
  product: z.string().nullable(),
  metric: z.string(),
  unit: z.string().nullable(),
  /** What was counted up on this day; null for a level, such as a temperature, which nothing adds up to. */
  consumed: z.number().nullable(),
  /** Numbers that were told: of a counter they are totals or increments. */
  least: z.number().nullable(),
  most: z.number().nullable(),
  readings: count,
  devices: count,
});
export type UsageRow = z.infer<typeof usageRowSchema>;

/** Consumption by day, account, product and metric. */
export const usageSchema = z.object({
  from: z.string(),
  to: z.string(),
  rows: z.array(usageRowSchema),
  /** Rows beyond those that are answered. */
  more: count,
  /** Readings by who says whose they are. `overruled`: of those of the list, where the message said another account. */
  accountsFrom: z.object({ list: count, messages: count, nobody: count, overruled: count }),
  /** Readings that were left out at the door, and so are in no row. */
  thinned: z.array(z.object({ day: z.string(), source: z.string(), readings: count })),
});
export type Usage = z.infer<typeof usageSchema>;

export const usageReadingFilterSchema = z.object({ day: z.iso.date(), account: idSchema.optional(), metric: idSchema.optional(), last: z.coerce.number().int().min(1).max(1000).default(100) });
export type UsageReadingFilter = z.input<typeof usageReadingFilterSchema>;

export const usageReadingSchema = z.object({
  /** The event's id. */
  id: z.string(), source: z.string(), at: z.string(), device: z.string(), account: z.string().nullable(), product: z.string().nullable(), metric: z.string(), unit: z.string().nullable(),
  value: z.number().nullable(),
  /** How it counts; null for a level. */
  counter: z.enum(['total', 'delta']).nullable(),
  /** What it adds to its day; null for a level. */
  consumed: z.number().nullable(),
});
export type UsageReading = z.infer<typeof usageReadingSchema>;
