import { z } from 'zod';
import { blockedValueSchema, shippedBlockedValues } from './blocked-values.ts';
import { listenedNamesSchema } from './listening/listening.ts';

/** What a workspace knows about itself: the five confirmations and what people set later. Kept in Postgres. */
export const workspaceSettingsSchema = z.object({
  company: z.string().default('Your company'),
  /** Stage or status names that mean won, lost and no decision; all others are open. Compared case-insensitively. */
  wonStages: z.array(z.string()).default([]),
  lostStages: z.array(z.string()).default([]),
  noDecisionStages: z.array(z.string()).default([]),
  /** Order of the open stages, first to last; stages not listed follow by median position. */
  stageOrder: z.array(z.string()).default([]),
  reportingCurrency: z.string().length(3).nullable().default(null),
  /** Currency of amounts whose row names none. */
  defaultCurrency: z.string().length(3).nullable().default(null),
  /** Units of reporting currency for one unit of the named currency. Without a rate, amounts are not summed across currencies. */
  rates: z.record(z.string(), z.number().positive()).default({}),
  fiscalStartMonth: z.number().int().min(1).max(12).default(1),
  /** Deal types counted; empty means all. */
  dealTypes: z.array(z.string()).default([]),
  /** Columns declared stable by a person, and columns a person put out. */
  stableColumns: z.array(z.string()).default([]),
  refusedColumns: z.array(z.string()).default([]),
  /** Targets per quarter name, in major units of the reporting currency. */
  targets: z.record(z.string(), z.number()).default({}),
  /** Values that say nothing of who somebody is. */
  blockedValues: z.array(blockedValueSchema).max(500).default([...shippedBlockedValues]),
  /** True where sources and webhooks may be addressed without encryption (http). */
  allowHttp: z.boolean().default(false),
  comparisonGroup: z.boolean().default(false),
  /** Rivals and own brands that are listened for. */
  listening: listenedNamesSchema.default({ own: [], rivals: [] }),
  demo: z.boolean().default(false),
});
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>;

/** "Your call": a leader's own number for a quarter, kept and scored like the model. */
export const callSchema = z.object({ quarter: z.string().max(20), value: z.number(), at: z.string(), by: z.string().nullable() });
export type Call = z.infer<typeof callSchema>;
