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

/** Where an input is from. Our own guess is kept and shown as one, and never makes a number. */
export const delaySources = ['buyer_said', 'buyer_document', 'public', 'our_guess'] as const;
export type DelaySource = (typeof delaySources)[number];
export const delaySourceNames: Readonly<Record<DelaySource, string>> = {
  buyer_said: 'the buyer said it', buyer_document: 'a document of the buyer', public: 'a public source', our_guess: 'our own guess',
};

/** True where an input from a source makes a number: the buyer's word or paper, or the public's on what is public. */
export const countsFor = (input: DelayInputName, source: DelaySource): boolean =>
  source === 'buyer_said' || source === 'buyer_document' || (source === 'public' && delayInputs[input].publicCounts);
