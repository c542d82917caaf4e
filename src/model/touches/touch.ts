import { z } from 'zod';
import type { Principal } from '../access.ts';
import { thinReasons, touchChannels, type ThinReason } from './touch-words.ts';
import { touchKindSchema, type TouchRuleChange, type VersionedRule } from './touch-rule.ts';

export const thinReasonSchema = z.enum(Object.keys(thinReasons) as [ThinReason, ...ThinReason[]]);

/** One contact of a visitor with us, and the events that it is made of. */
export const touchSchema = z.object({
  /** Id of its first event. */
  id: z.string(),
  kind: touchKindSchema,
  /** Name of the event, or of the first page. */
  name: z.string(),
  firstAt: z.string(),
  lastAt: z.string(),
  /** When the last of its events was received: it was not known before. */
  knownAt: z.string(),
  /** Pages in the order in which they were opened first, 50 at most. */
  pages: z.array(z.string()),
  pageViews: z.number().int(),
  /** Host that the visitor came from. */
  referrer: z.string().nullable(),
  channel: z.enum(touchChannels).nullable(),
  campaign: z.string().nullable(),
  /** The visitor by an exact id: `user:<id>`, `anonymous:<id>`, or `group:<id>` where only an account was named. */
  who: z.string(),
  /** The contact whom the visitor is taken for, else the visitor's name among the ids that were joined. */
  person: z.string(),
  accounts: z.array(z.string()),
  sources: z.array(z.string()),
  ruleVersion: z.number().int(),
  /** Ids of the raw events. */
  events: z.array(z.string()),
});
export type Touch = z.infer<typeof touchSchema>;

export const touchFilterSchema = z.object({
  last: z.coerce.number().int().min(1).max(1000).default(50),
  account: z.string().min(1).max(250).optional(),
  person: z.string().min(1).max(250).optional(),
  kind: touchKindSchema.optional(),
  /** Only what was known by then, ISO date: made anew from the events that had been received. */
  asOf: z.iso.date().optional(),
});
export type TouchFilter = z.input<typeof touchFilterSchema>;

/** Every accepted event is in a touch, thinned with a reason, or not looked at because the person refuses it: the sum always holds. */
export const touchCountsSchema = z.object({
  ruleVersion: z.number().int(),
  /** Until when events were looked at. */
  upTo: z.string().nullable(),
  /** Accepted events. */
  events: z.number().int(),
  inTouches: z.number().int(),
  thinned: z.partialRecord(thinReasonSchema, z.number().int()),
  /** Events of people who refuse to have them analysed. */
  refused: z.number().int(),
  /** Events that arrived since. */
  waiting: z.number().int(),
  touches: z.partialRecord(touchKindSchema, z.number().int()),
});
export type TouchCounts = z.infer<typeof touchCountsSchema>;

/** Touches of one workspace. */
export interface Touches {
  list(filter: TouchFilter): Promise<Touch[]>;
  counts(): Promise<TouchCounts>;
  rule(): Promise<VersionedRule>;
  /** Changes parts of the rule; all touches are made anew by the new version. */
  setRule(change: TouchRuleChange, by: Principal): Promise<VersionedRule>;
}
