import { z } from 'zod';
import type { Principal } from './access.ts';
import type { DelayAnswer } from './answers/delay.ts';
import type { Scope } from './application.ts';
import { delayInputNames, delayInputs, delaySources, type DelayInputKind, type DelayInputName, type DelaySource } from './delay-inputs.ts';

export const delayInputNameSchema = z.enum(delayInputNames);

const amount = z.number().min(0).max(1e12).optional();
const longestWords = 300;

/** An input as a person writes it down. Low, likely and high for quantities; `on` for the fixed day; `words` for what comes first. */
export const delayInputSchema = z.object({
  input: delayInputNameSchema,
  low: amount,
  likely: amount,
  high: amount,
  /** Of money; the workspace's own where it is left out. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'is three capital letters, such as EUR').optional(),
  on: z.iso.date().optional(),
  words: z.string().trim().min(1).max(longestWords).optional(),
  source: z.enum(delaySources),
  /** The contact who said it. */
  contactId: z.string().min(1).max(300).optional(),
  /** Where it can be read again: document and page, mail and day, address. */
  evidence: z.string().trim().min(1).max(longestWords).optional(),
  /** The day it was said or written; from when it counts is the day it was recorded. */
  saidOn: z.iso.date().optional(),
}).superRefine((given, context) => {
  for (const message of faultsOf(given)) context.addIssue({ code: 'custom', message });
});
export type DelayInput = z.infer<typeof delayInputSchema>;

function faultsOf(given: Omit<DelayInput, 'source'> & { source: DelaySource }): string[] {
  const { unit, name } = delayInputs[given.input];
  const faults = unit === 'words' || unit === 'day' ? faultsOfText(given, unit) : faultsOfRange(given, unit);
  const isOnPaper = given.source === 'buyer_document' || given.source === 'public';
  return [...faults.map((fault) => `${name}: ${fault}`), ...(isOnPaper && given.evidence === undefined ? [`${name}: say where it can be read again (evidence)`] : [])];
}

function faultsOfText(given: Partial<DelayInput>, unit: 'words' | 'day'): string[] {
  const value = unit === 'day' ? given.on : given.words;
  return value === undefined ? [unit === 'day' ? 'give the day (on)' : 'give what was said (words)'] : [];
}

function faultsOfRange({ low, likely, high }: Partial<DelayInput>, unit: DelayInputKind['unit']): string[] {
  if (low === undefined || likely === undefined || high === undefined) return ['give low, likely and high; the same three times where it is exact'];
  if (low > likely || likely > high) return ['low, likely and high must not fall'];
  return unit === 'share' && high > 1 ? ['a share lies between 0 and 1'] : [];
}

/** What waiting costs the buyer of a deal, and what is known of it. */
export interface Delays {
  /** On a date: only what was recorded by then. Throws `Failure('not_found')` for a deal that is not there. */
  show(dealId: string, scope: Scope): Promise<DelayAnswer>;
  /** Writes an input down; the newest of the best source stands. Throws `not_found` for a deal or contact, `conflict` for a contact who refuses to be kept. */
  set(dealId: string, input: DelayInput, by: Principal): Promise<DelayAnswer>;
  /** What was written down for an input no longer counts. */
  takeBack(dealId: string, input: DelayInputName, by: Principal): Promise<DelayAnswer>;
}
