import { dateWords, type CoverageAlert, type Followed, type HeardAnswer, type HeardMention, type HeardWeeks, type ListenedNames, type TakenFeed, type Tone } from '../../model/index.ts';
import { tableLines } from './table.ts';

/** Brands and rivals that are listened for. */
export function namesLines({ own, rivals }: ListenedNames): string[] {
  if (own.length + rivals.length === 0) return ['No brand and no rival is listened for; accounts are. Add one: hindcast listen brand NAME --domains example.com'];
  const line = (kind: string) => ({ name, otherNames, domains, handles, context }: ListenedNames['own'][number]): string =>
    `${kind} ${[name, ...otherNames].join(' / ')}${[...domains, ...handles].map((one) => `, ${one}`).join('')}${context.length > 0 ? `; said near ${context.join(', ')}` : ''}`;
  return [...own.map(line('brand')), ...rivals.map(line('rival'))];
}

/** What is read by itself, one line each. */
export const followedLines = (followed: readonly Followed[]): string[] =>
  followed.length === 0 ? ['Nothing is followed. Follow a feed: hindcast listen follow trade-news --feed https://trade-news.example/rss'] : followed.map(({ name, service, what, everyMinutes, state, lastOutcome, nextAt, kept }) =>
    `${name}: ${service} ${what}, every ${everyMinutes} minutes; ${state}${lastOutcome === null ? '.' : `: ${lastOutcome}`} Kept so far: ${kept}.${state === 'gone' ? '' : ` Next: ${nextAt.slice(0, 16).replace('T', ' ')}.`}`);

/** What became of a feed's items, and the alerts that it raised. */
export function takenLines(taken: TakenFeed): string[] {
  const { format, read, kept, known, aboutNobody, leftOut, skipped, warnings, alerts } = taken;
  return [
    `${format}. Items read: ${read}, of which kept: ${kept}, known already: ${known}, about nobody who is listened for: ${aboutNobody}, naming somebody who asked to be forgotten: ${leftOut}.`,
    ...warnings, ...skipped.map(({ item, reason }) => `Item ${item} was not taken: ${reason}.`), ...alerts.flatMap(alertLines),
  ];
}

/** Alerts, each with what was said, why it is about the brand, and the words that decided. */
export const alertsLines = (alerts: readonly CoverageAlert[]): string[] =>
  alerts.length === 0 ? ['No negative coverage of your brands was heard.'] : alerts.flatMap(alertLines);

const alertLines = ({ raisedAt, brand, title, excerpt, url, reason, tone }: CoverageAlert): string[] => [
  `${raisedAt.slice(0, 16).replace('T', ' ')}  ${brand}: ${title ?? (excerpt === '' ? 'the mention is gone' : excerpt)}`,
  `  ${reason} ${wordsLine(tone)}${url === null ? '' : ` ${url}`}`,
];

const wordsLine = ({ tone, words }: Tone): string => `${tone}${words.length === 0 ? '' : `, by ${words.map(({ word, changedBy }) => (changedBy === null ? `"${word}"` : `"${changedBy} … ${word}"`)).join(', ')}`}.`;

/** Mentions, newest first. */
export function mentionsLines({ mentions, more }: HeardAnswer): string[] {
  if (mentions.length === 0) return ['Nothing was heard. Take a feed in: hindcast listen read FILE --source NAME'];
  return [...mentions.flatMap(mentionLines), ...(more ? ['There are more: --limit'] : [])];
}

const mentionLines = ({ publishedAt, arrivedAt, source, title, text, about, tone, url }: HeardMention): string[] => [
  `${(publishedAt ?? arrivedAt).slice(0, 10)}  ${source}: ${title ?? `${text.slice(0, 100).replace(/\s+/g, ' ')}…`}`,
  ...about.map(({ kind, id, reason }) => `  ${kind === 'own' ? 'brand' : kind} ${id}: ${reason}`), `  ${wordsLine(tone)}${url === null ? '' : ` ${url}`}`,
];

/** Counts per week. */
export function weeksLines({ weeks, fewestVoices, cut }: HeardWeeks): string[] {
  if (weeks.length === 0) return ['Nothing was heard in these weeks.'];
  const count = (value: number | undefined): string => (value === undefined ? '–' : String(value));
  return [
    ...tableLines(weeks, [
      { title: 'Week of', cell: ({ week }) => dateWords(week, week) }, { title: 'Who', cell: ({ kind, name }) => `${name} (${kind === 'own' ? 'brand' : kind})` },
      { title: 'Mentions', align: 'right', cell: ({ counts }) => count(counts?.mentions) }, { title: 'Voices', align: 'right', cell: ({ counts }) => count(counts?.voices) },
      { title: 'Negative', align: 'right', cell: ({ counts }) => count(counts?.negative) }, { title: 'Positive', align: 'right', cell: ({ counts }) => count(counts?.positive) },
    ]),
    `–: fewer than ${fewestVoices} voices; such counts could tell of single people.`, ...(cut ? ['Only the newest mentions were counted.'] : []),
  ];
}
