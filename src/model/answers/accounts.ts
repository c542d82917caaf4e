import { z } from 'zod';

export const accountRowSchema = z.object({
  id: z.string(),
  source: z.string(),
  name: z.string(),
  industry: z.string().nullable(),
  country: z.string().nullable(),
  owner: z.string().nullable(),
  openDeals: z.number().int(),
  openAmount: z.number().nullable(),
  wonDeals: z.number().int(),
  wonAmount: z.number().nullable(),
  invoiced: z.number().nullable(),
  margin: z.number().nullable(),
  currency: z.string().nullable(),
  lastTouchAt: z.string().nullable(),
});

/** A touch on a timeline, with the rule that made it and how many events it is made of. */
export const touchReferenceSchema = z.object({ id: z.string(), ruleVersion: z.number().int(), events: z.number().int() });

export const timelineEntrySchema = z.object({
  at: z.string(),
  kind: z.enum(['created', 'deal_created', 'stage', 'won', 'lost', 'activity', 'invoice', 'cost', 'inquiry', 'note', 'mention', 'touch']),
  title: z.string(),
  detail: z.string().nullable(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  dealId: z.string().nullable(),
  by: z.string().nullable(),
  /** Of a touch: by its id its events are found. */
  touch: touchReferenceSchema.optional(),
});

/** One account on a date: what we know of it and everything that happened, newest first. */
export const accountPageSchema = z.object({
  account: accountRowSchema,
  people: z.array(z.object({ id: z.string(), name: z.string(), title: z.string().nullable(), touches: z.number().int(), lastTouchAt: z.string().nullable() })),
  deals: z.array(z.object({ id: z.string(), name: z.string().nullable(), status: z.enum(['open', 'won', 'lost']), stage: z.string().nullable(), amount: z.number().nullable(), currency: z.string().nullable(), createdAt: z.string().nullable(), closedAt: z.string().nullable() })),
  timeline: z.array(timelineEntrySchema),
  more: z.boolean(),
  attributes: z.record(z.string(), z.string()),
  asOf: z.string(),
});

export type AccountRow = z.infer<typeof accountRowSchema>;
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
export type AccountPage = z.infer<typeof accountPageSchema>;
