import { z } from 'zod';

/** Why an address or telephone number that a visitor gave does not say who the visitor is, each in words. */
export const addressSilences = {
  shared_box: 'the address is a box that several people read',
  company_line: 'the number is the line of the company',
  blocked: 'the address or number is on the list of values that say nothing',
  several_people: 'the address or number is that of several people',
  several_surnames: 'records with several surnames have the number',
  other_person: 'the visitor gave the address or number of somebody else, which counts more',
  word: 'somebody said that they are different',
} as const;
export type AddressSilence = keyof typeof addressSilences;
export const addressSilenceSchema = z.enum(Object.keys(addressSilences) as [AddressSilence, ...AddressSilence[]]);

/** A visitor of websites that is taken for a person, with the reason. */
export const knownVisitorSchema = z.object({
  /** The visitor's name among its ids: `user:<id>` or `anonymous:<id>`. */
  visitor: z.string(),
  ids: z.array(z.string()),
  /** The record with whose address or number it was known, or on which somebody said so. */
  record: z.string(),
  reason: z.enum(['address', 'phone', 'word']),
  /** The record's address or number; null for a word, and where it is no more what the visitor gave. */
  address: z.string().nullable(),
  /** The event source that named the address first, and when the visitor gave it. */
  source: z.string().nullable(),
  saidAt: z.string().nullable(),
  linkedAt: z.string(),
});
export type KnownVisitor = z.infer<typeof knownVisitorSchema>;

/** A person's word on a visitor and a record, as an export keeps it. The last one on the two counts. */
export const visitorWordSchema = z.object({
  sequence: z.number().int(),
  /** An exact id of the visitor: `user:<id>` or `anonymous:<id>`. */
  visitor: z.string(),
  record: z.string(),
  says: z.enum(['same', 'different', 'unsure', 'undo']),
  /** The word that is taken back. */
  undoes: z.number().int().nullable(),
  at: z.string(),
  by: z.string().nullable(),
});
export type SaidOnVisitor = z.infer<typeof visitorWordSchema>;

/** What became of the addresses and numbers that visitors gave. */
export const visitorJoinsSchema = z.object({
  /** Visitors that gave an address or number, or of whom somebody said who they are. */
  visitors: z.number().int(),
  /** Of them those that are taken for a person. */
  known: z.number().int(),
  /** Addresses and numbers that a record has, too, and that say nothing of who the visitor is, by reason. */
  silent: z.record(addressSilenceSchema, z.number().int()),
  /** Some of these, 100 at most. */
  rows: z.array(z.object({ visitor: z.string(), record: z.string(), silent: addressSilenceSchema, people: z.number().int(), source: z.string(), saidAt: z.string() })),
});
export type VisitorJoins = z.infer<typeof visitorJoinsSchema>;
