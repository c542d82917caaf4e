import { countWords, identifierWords, type IdentityLimits, type IdentityLimitsAnswer, type RefusedJoinsAnswer, type RuleOutlook } from '../../model/index.ts';
import { withoutControls } from './table.ts';

/** A line for each limit, the kind that counts most first, and when it was set. */
export function limitLines({ limits, history, refused }: IdentityLimitsAnswer): string[] {
  const [newest] = history;
  if (limits.length === 0) return ['No limits: one person may have any number of addresses, numbers and records.', '  See what one would change: hindcast resolve limits set email 5 --dry-run'];
  return [
    ...limits.map((limit, place) => `${place + 1}  ${limitText(limit)}`),
    ...(newest === undefined ? [] : [`Set on ${newest.at.slice(0, 10)} by ${newest.by ?? 'command line'}.`]),
    refused === 0 ? 'They keep nobody apart whom evidence would join.' : `They keep ${countWords(refused, 'join')} apart that evidence asks for: hindcast resolve refused`,
  ];
}

const limitText = ({ kind, most }: IdentityLimits[number]): string => `${kind}: ${most === null ? `any number of ${identifierWords(kind, 2)}` : `at most ${most} ${identifierWords(kind, most)}`} for one person`;

/** What limits change, or would change. */
export const outlookLines = ({ counts, merges, splits, refused, records, largest }: RuleOutlook): string[] => [
  `${counts ? 'Made' : 'Would make'} ${countWords(merges, 'merge')} and ${countWords(splits, 'split')}, of ${countWords(records, 'record')}; ${countWords(refused, 'join')} that evidence asks for ${counts ? 'stay' : 'would stay'} out.`,
  ...largest.flatMap(({ kind, parts }) => [`  ${kind === 'merge' ? 'one of' : 'apart into'} ${parts.length}:`, ...parts.map((part) => `      ${part.join(', ')}`)]),
  counts ? 'In force. Each merge and split is in the feed: hindcast resolve changes' : 'Nothing was changed. Without --dry-run it counts.',
];

/** Two lines for each refused join: which records, and why. */
export function refusedLines({ rows, total }: RefusedJoinsAnswer): string[] {
  if (rows.length === 0) return ['No limit keeps anybody apart whom evidence would join.'];
  return [
    ...rows.flatMap(({ a, b, because, values }) => [`${a} and ${b}`, `    ${because} Together they would have ${values.map(withoutControls).join(', ') || 'more'}.`]),
    ...(total > rows.length ? [`${total - rows.length} more.`] : []),
  ];
}
