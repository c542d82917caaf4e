import { z } from 'zod';
import { contactSubjectSchema, dialLevelSchema, dialLevels, timeZoneSchema, type ContactRules, type ContactSubject, type DialLevel } from './contact-rules.ts';

/** A word on how much contact is wanted: by the person, or by the company within what the person allows. */
export const dialWordSchema = z.object({
  about: z.union([contactSubjectSchema, z.literal('any')]), level: dialLevelSchema, saidBy: z.enum(['person', 'company']),
  timeZone: z.string().nullable(), at: z.string(), by: z.string().nullable(),
});
export type DialWord = z.infer<typeof dialWordSchema>;

export const dialInputSchema = z.object({ level: dialLevelSchema, about: z.union([contactSubjectSchema, z.literal('any')]).default('any'), timeZone: timeZoneSchema.optional() });
export type DialInput = z.input<typeof dialInputSchema>;

/** Where a person's dial stands, and every word that was said. */
export const dialAnswerSchema = z.object({
  person: z.string(), timeZone: z.string(),
  levels: z.array(z.object({ about: contactSubjectSchema, level: dialLevelSchema, allowedByPerson: dialLevelSchema })),
  words: z.array(dialWordSchema),
});
export type DialAnswer = z.infer<typeof dialAnswerSchema>;

const lesser = (a: DialLevel, b: DialLevel): DialLevel => (dialLevels.indexOf(a) < dialLevels.indexOf(b) ? a : b);

/** The last word of one side on a subject; a word on the subject itself before one on all. */
const wordOf = (words: readonly DialWord[], saidBy: DialWord['saidBy'], about: ContactSubject): DialLevel | undefined => {
  const own = words.filter((word) => word.saidBy === saidBy);
  return (own.findLast((word) => word.about === about) ?? own.findLast((word) => word.about === 'any'))?.level;
};

/** What the person allows: the last word of theirs, else the usual level. Only the person opens what lies above it. */
export const levelAllowed = (words: readonly DialWord[], about: ContactSubject, usual: DialLevel): DialLevel => wordOf(words, 'person', about) ?? usual;

/** The level in force: the company's, never above what the person allows. Words in the order in which they were said. */
export function levelInForce(words: readonly DialWord[], about: ContactSubject, usual: DialLevel): DialLevel {
  const allowed = levelAllowed(words, about, usual);
  return lesser(wordOf(words, 'company', about) ?? allowed, allowed);
}

export const zoneOf = (words: readonly DialWord[], { timeZone }: Pick<ContactRules, 'timeZone'>): string => words.findLast((word) => word.timeZone !== null)?.timeZone ?? timeZone;
