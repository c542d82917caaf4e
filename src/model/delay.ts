import { z } from 'zod';
import type { Principal } from './access.ts';
import type { DelayAnswer } from './answers/delay.ts';
import type { Scope } from './application.ts';

/** One thing to know about what waiting costs a buyer. Only the buyer can give most of them. */
export interface DelayInputKind {
  readonly name: string;
  /** Hours, money and weeks as numbers, shares 0 to 1, a day, or words. */
  readonly unit: 'hours' | 'money' | 'share' | 'weeks' | 'day' | 'words';
  /** Beside the value: "a month". */
  readonly per: string;
  /** As part of a sentence: "ask the buyer …". */
  readonly topic: string;
  /** As it can be sent to the buyer. */
  readonly question: string;
  /** True where the world outside may answer, as with wages or a law; what is true of this buyer alone nobody else can say. */
  readonly publicCounts: boolean;
}

/**
 * What goes into the buyer's cost of delay. Nothing of the seller's is among them: no price, no amount of the deal, no quarter.
 * One-off costs of the change are not either: they are paid whenever the buyer decides.
 */
export const delayInputs = {
  losses_per_month: { name: 'Losses', unit: 'money', per: 'a month', topic: 'what the problem costs a month', question: 'What does the problem cost you a month: margin you do not earn, scrap, penalties?', publicCounts: false },
  hours_per_week: { name: 'Work', unit: 'hours', per: 'a week', topic: 'how many hours a week go into it', question: 'How many hours a week go into it, all people together?', publicCounts: false },
  cost_per_hour: { name: 'Cost of an hour', unit: 'money', per: 'an hour', topic: 'what an hour costs', question: 'What does one hour of that work cost you, all in?', publicCounts: true },
  old_costs_per_month: { name: 'No longer paid', unit: 'money', per: 'a month', topic: 'what would no longer be paid', question: 'What would you stop paying a month: licences, maintenance, rent of what you use now?', publicCounts: false },
  share_removed: { name: 'Share that would go away', unit: 'share', per: 'of losses and work', topic: 'how much of it would go away', question: 'How much of that would go away with a solution in place, in per cent?', publicCounts: false },
  new_costs_per_month: { name: 'Running the new way', unit: 'money', per: 'a month', topic: 'what running the new way would cost', question: 'What do you expect running the new way to cost you a month?', publicCounts: false },
  weeks_to_benefit: { name: 'Until it helps', unit: 'weeks', per: 'from the decision', topic: 'how long until it helps', question: 'How many weeks would pass from your decision until it helps?', publicCounts: false },
  deadline: { name: 'Fixed day', unit: 'day', per: '', topic: 'whether there is a fixed day', question: 'Is there a day by which it must be in place, and who set it?', publicCounts: true },
  deadline_penalty: { name: 'Missing the fixed day', unit: 'money', per: 'once', topic: 'what missing the fixed day costs', question: 'What would missing that day cost you, once?', publicCounts: true },
  priority: { name: 'What comes first for them', unit: 'words', per: '', topic: 'what comes first for them', question: 'What comes first for you this quarter?', publicCounts: false },
} as const satisfies Record<string, DelayInputKind>;

export type DelayInputName = keyof typeof delayInputs;
export const delayInputNames = Object.keys(delayInputs) as [DelayInputName, ...DelayInputName[]];
export const delayInputNameSchema = z.enum(delayInputNames);

/** Where an input is from. Our own guess is kept and shown as one, and never makes a number. */
export const delaySources = ['buyer_said', 'buyer_document', 'public', 'our_guess'] as const;
export type DelaySource = (typeof delaySources)[number];
export const delaySourceNames: Readonly<Record<DelaySource, string>> = {
  buyer_said: 'the buyer said it', buyer_document: 'a document of the buyer', public: 'a public source', our_guess: 'our own guess',
};

/** True where an input from a source makes a number: the buyer's word or paper, or the public's on what is public. */
export const countsFor = (input: DelayInputName, source: DelaySource): boolean =>
  source === 'buyer_said' || source === 'buyer_document' || (source === 'public' && delayInputs[input].publicCounts);

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
