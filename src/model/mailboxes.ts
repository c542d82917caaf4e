import { z } from 'zod';

const addressSchema = z.string().trim().toLowerCase().max(320).regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'a mail address');

/** What the owner of a mail box or calendar said about reading it. */
export const mailboxWordInputSchema = z.object({
  owner: addressSchema,
  statement: z.enum(['given', 'withdrawn']),
  /** Whether subjects may be kept too. */
  subjects: z.boolean().default(false),
  /** What the owner was shown or said. Needed where consent is given. */
  wording: z.string().trim().max(10_000).nullable().default(null),
  /** Where the word came from, such as a signed form. */
  source: z.string().trim().min(1).max(500),
}).refine(({ statement, wording }) => statement === 'withdrawn' || (wording !== null && wording !== ''), { message: 'needed where consent is given', path: ['wording'] });
export type MailboxWordInput = z.input<typeof mailboxWordInputSchema>;

/** A word as it was written down. The newest of an owner counts. */
export const mailboxWordSchema = z.object({
  owner: z.string(), statement: z.enum(['given', 'withdrawn']), subjects: z.boolean(), wording: z.string().nullable(), source: z.string(), at: z.string(), by: z.string().nullable(),
});
export type MailboxWord = z.infer<typeof mailboxWordSchema>;
