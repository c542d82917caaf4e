import { z } from 'zod';

/** Units a shown number can have. Money carries its currency; shares are 0 to 1. */
export const unitSchema = z.enum(['money', 'share', 'count', 'days', 'score']);

/** Where the rows behind a number are: a list the app, the API and the CLI can open. */
export const rowsLinkSchema = z.object({
  list: z.enum(['deals', 'stage_changes', 'activities', 'leads', 'accounts', 'invoices', 'quarters', 'records']),
  /** Filters of that list, as its URL parameters. */
  filter: z.record(z.string(), z.string()),
});

/**
 * Every number shown anywhere. `low`/`high` bound it at `level` (0.8 means 8 times in 10);
 * a prediction without them must not be rendered.
 */
export const figureSchema = z.object({
  value: z.number().nullable(),
  unit: unitSchema,
  currency: z.string().length(3).optional(),
  /** Key into `definitions`. */
  definition: z.string(),
  kind: z.enum(['measured', 'predicted', 'assumed']),
  low: z.number().optional(),
  high: z.number().optional(),
  level: z.number().optional(),
  /** How many rows it rests on. */
  n: z.number().int(),
  /** Date of knowledge, ISO. */
  asOf: z.string(),
  /** Newest dated row behind it, ISO. */
  dataThrough: z.string(),
  rows: rowsLinkSchema.optional(),
  /** The comparison printed below it, in words. */
  comparison: z.string().optional(),
});

export type Unit = z.infer<typeof unitSchema>;
export type RowsLink = z.infer<typeof rowsLinkSchema>;
export type Figure = z.infer<typeof figureSchema>;
