// Without schemas, so that the app can show the words without loading the checker.

/**
 * What says that somebody took part in a deal: an activity that names the deal; an activity that names its account alone, or a touch of a
 * visitor of websites, while the deal was open; an answer of theirs about it.
 */
export const partGrounds = ['record', 'account', 'touch', 'answer'] as const;
export type PartGround = (typeof partGrounds)[number];

const groundWords: Readonly<Record<PartGround, string>> = { record: '', account: ', noted on the account,', touch: ' on websites', answer: '' };

/** What somebody took part in, as in "Call 3 times, last"; the day follows. */
export const partWords = ({ part, from, times }: { readonly part: string; readonly from: PartGround; readonly times: number }): string =>
  `${part}${groundWords[from]}${times > 1 ? ` ${times} times, last` : ''}`;
