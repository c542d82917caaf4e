import { z } from 'zod';
import { parentReasons } from '../companies.ts';

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
  /** Where companies are added up: how many are below this one, their figures in its own. */
  below: z.number().int().optional(),
});

/** How far up a list adds: companies by themselves, with those directly below them, or whole groups. */
export const rollUpLevels = ['none', 'parent', 'ultimate'] as const;
export type RollUp = (typeof rollUpLevels)[number];

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
  people: z.array(z.object({
    /** A record of the person. */
    id: z.string(), name: z.string(), title: z.string().nullable(), touches: z.number().int(), lastTouchAt: z.string().nullable(),
    /** From when on, and until when, a record named this account; `until` is null while it does. */
    from: z.string().nullable(), until: z.string().nullable(),
    /** Records of the person at this account. */
    records: z.number().int(),
  })),
  /** Records of accounts that are this one company, the one known first before all; one alone where nothing joined it. */
  records: z.array(z.string()),
  /** Which company it is below and which are directly below it. `parent` is null with a reason where somebody said that it is below none. */
  group: z.object({
    parent: z.object({ id: z.string(), name: z.string() }).nullable(), reason: z.enum(parentReasons).nullable(), by: z.string().nullable(), at: z.string().nullable(),
    below: z.array(z.object({ id: z.string(), name: z.string() })),
    /** What else was said of its parent and does not count, in words. */
    notHeeded: z.array(z.string()),
  }),
  deals: z.array(z.object({ id: z.string(), name: z.string().nullable(), status: z.enum(['open', 'won', 'lost']), stage: z.string().nullable(), amount: z.number().nullable(), currency: z.string().nullable(), createdAt: z.string().nullable(), closedAt: z.string().nullable() })),
  timeline: z.array(timelineEntrySchema),
  more: z.boolean(),
  attributes: z.record(z.string(), z.string()),
  asOf: z.string(),
});

export type AccountRow = z.infer<typeof accountRowSchema>;
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
export type AccountPage = z.infer<typeof accountPageSchema>;
