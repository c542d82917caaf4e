import { z } from 'zod';
import { ledgerEntrySchema, ledgerSummarySchema } from '../consent/ledger.ts';
import { purposes } from '../consent/purposes.ts';
import { inferenceIds } from '../inferences.ts';
import { knownVisitorSchema } from '../known-visitors.ts';
import { pageTokenSchema } from '../page-tokens.ts';
import { identityWords } from '../people.ts';
import { timelineEntrySchema } from './accounts.ts';

const purpose = z.enum(purposes);

/** One record of a person, as its source gave it. */
export const personRecordSchema = z.object({
  /** `contact:<source>:<id>` or `lead:<source>:<id>`. */
  key: z.string(),
  kind: z.enum(['contact', 'lead']),
  source: z.string(),
  knownSince: z.string(),
  /** When its newest version became known; null where its content may not be read. */
  updatedAt: z.string().nullable(),
  /** Since when it is known that the source deleted it; absent where it did not, or where its content may not be read. */
  deletedAt: z.string().optional(),
  /** Files of the import that brought the newest version, where they are known. */
  files: z.array(z.string()),
});

/** One thing that a record says of a person. */
export const personFactSchema = z.object({
  record: z.string(),
  /** A field's name, or the header of a further column. */
  field: z.string(),
  /** True for a further column under its own header. */
  further: z.boolean(),
  /** What the field means, in words. */
  means: z.string(),
  value: z.string(),
  personal: z.boolean(),
  source: z.string(),
  /** Since when this value is known: its freshness. */
  knownAt: z.string(),
  /** Asked for by the person and approved on this day; null where the value is the source's own. */
  correctedAt: z.string().nullable(),
  correctable: z.boolean(),
});

export const personInferenceSchema = z.object({
  id: z.enum(inferenceIds),
  attribute: z.string(),
  /** Null where the value is about a purchase, which a person's own page never shows. */
  value: z.string().nullable(),
  rule: z.string(),
  from: z.array(z.string()),
  /** 0 to 1, where the rule is uncertain and the certainty is measured; else null. */
  confidence: z.number().nullable(),
  at: z.string().nullable(),
  use: z.string(),
});

/** A purpose with where it stands, what it gives the person and what it risks. */
export const personPurposeSchema = z.object({
  purpose, meaning: z.string(), allowed: z.boolean(), why: z.string(), gives: z.string(), risks: z.string(),
});

export const correctionSchema = z.object({
  id: z.string(),
  person: z.string(),
  record: z.string(),
  field: z.string(),
  means: z.string(),
  from: z.string().nullable(),
  /** Null where the person wants the value removed. */
  to: z.string().nullable(),
  state: z.enum(['open', 'approved', 'declined']),
  askedAt: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  /** What the person is told about the decision. */
  reason: z.string().nullable(),
});

/** Reads of a profile on one day by one reader for one purpose. */
export const personReadSchema = z.object({
  by: z.string(), purpose, what: z.string(), day: z.string(), times: z.number().int(), lastAt: z.string(),
});

/** Records that another company lent: who, for what, until when. */
export const personLoanSchema = z.object({ source: z.string(), lender: z.string(), purposes: z.array(purpose), until: z.string().nullable() });

/** Until when records of a source are kept, and by which rule. */
export const personRetentionSchema = z.object({ source: z.string(), until: z.string().nullable(), rule: z.string() });

/** Conversations and other touches with the person; never what was written about them. */
export const personTouchesSchema = z.object({
  count: z.number().int(), firstAt: z.string().nullable(), lastAt: z.string().nullable(),
  byType: z.array(z.object({ type: z.string(), count: z.number().int(), lastAt: z.string() })),
});

/** What the person was asked as a buyer, and answered. */
export const personAskedSchema = z.object({
  /** Null on the person's own page. */
  dealId: z.string().nullable(),
  question: z.string(),
  /** True where the answer is a figure of the purchase itself: the person's own page names it without what was said. */
  aboutPurchase: z.boolean(),
  askedAt: z.string().nullable(), answeredAt: z.string().nullable(), said: z.string().nullable(), text: z.string().nullable(),
});

/** Everything held about one person, for whoever may read it. */
export const personPageSchema = z.object({
  id: z.string(),
  /** The person's name, or the id where it is not known or may not be read. */
  title: z.string(),
  /** Whether the content may be read for the purpose asked for. Where not: keys, dates and the ledger only. */
  readable: z.object({ purpose, allowed: z.boolean(), why: z.string() }),
  account: z.object({ id: z.string(), name: z.string() }).nullable(),
  records: z.array(personRecordSchema),
  facts: z.array(personFactSchema),
  touches: personTouchesSchema,
  /** As which visitors of websites the person is known and why, and what they did there, newest first. */
  onWebsites: z.object({ visitors: z.array(knownVisitorSchema), timeline: z.array(timelineEntrySchema) }),
  asked: z.array(personAskedSchema),
  inferences: z.array(personInferenceSchema),
  purposes: z.array(personPurposeSchema),
  ledger: z.array(ledgerEntrySchema),
  /** Words that join records of this person or keep them apart, newest first. */
  identity: z.array(z.object({ a: z.string(), b: z.string(), says: z.enum(identityWords), at: z.string(), by: z.string().nullable() })),
  loans: z.array(personLoanSchema),
  retention: z.array(personRetentionSchema),
  /** Who looked, newest first. */
  reads: z.array(personReadSchema),
  corrections: z.array(correctionSchema),
  /** Links to the person's own page. Never their secrets. */
  links: z.array(pageTokenSchema),
});

/** What a person sees of it: nothing of any purchase. */
export const ownPageSchema = personPageSchema.omit({ id: true, account: true, links: true }).extend({
  company: z.string().nullable(),
  /** How many columns are left out because they are about purchases. */
  heldBack: z.number().int(),
});

export const personRowSchema = z.object({
  id: z.string(),
  /** Null where the person refuses to be analysed: then only the id is shown. */
  name: z.string().nullable(),
  account: z.string().nullable(),
  records: z.number().int(),
  sources: z.array(z.string()),
  refuses: z.array(purpose),
});
export const peopleAnswerSchema = z.object({ rows: z.array(personRowSchema), next: z.string().nullable() });

/** What all people together allow, what they said, and what waits for an answer. */
export const consentOverviewSchema = z.object({
  records: z.object({ contacts: z.number().int(), inquiries: z.number().int() }),
  purposes: z.array(z.object({
    purpose, meaning: z.string(), basis: z.string(), gives: z.string(), risks: z.string(),
    /** Records, not people. */
    allowed: z.number().int(), refused: z.number().int(),
  })),
  sources: z.array(z.object({ source: z.string(), records: z.number().int(), basis: z.string(), retention: z.string().nullable(), lender: z.string().nullable(), until: z.string().nullable() })),
  /** Newest first, a hundred at most. */
  ledger: z.array(ledgerEntrySchema),
  summary: ledgerSummarySchema,
  corrections: z.array(correctionSchema),
  links: z.array(pageTokenSchema),
  /** How many people were recalled; they are gone, and no import brings them back. */
  recalled: z.number().int(),
});

export type PersonRecordShown = z.infer<typeof personRecordSchema>;
export type PersonFact = z.infer<typeof personFactSchema>;
export type PersonInference = z.infer<typeof personInferenceSchema>;
export type PersonPurpose = z.infer<typeof personPurposeSchema>;
export type Correction = z.infer<typeof correctionSchema>;
export type PersonRead = z.infer<typeof personReadSchema>;
export type PersonTouches = z.infer<typeof personTouchesSchema>;
export type PersonAsked = z.infer<typeof personAskedSchema>;
export type PersonPage = z.infer<typeof personPageSchema>;
export type OwnPage = z.infer<typeof ownPageSchema>;
export type PersonRow = z.infer<typeof personRowSchema>;
export type PeopleAnswer = z.infer<typeof peopleAnswerSchema>;
export type ConsentOverview = z.infer<typeof consentOverviewSchema>;
