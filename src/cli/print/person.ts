import { countWords, dateWords, type Correction, type PageLink, type PageToken, type PeopleAnswer, type PersonPage } from '../../model/index.ts';
import { tableLines, withoutControls } from './table.ts';

const day = (iso: string | null): string => iso?.slice(0, 10) ?? '';

export const peopleLines = ({ rows, next }: PeopleAnswer): string[] => (rows.length === 0 ? ['Nobody found.'] : [
  ...tableLines(rows, [
    { title: 'Person', cell: (row) => row.id }, { title: 'Name', cell: (row) => row.name ?? '(refuses to be analysed)' }, { title: 'Company', cell: (row) => row.account ?? '' },
    { title: 'Records', align: 'right', cell: (row) => String(row.records) }, { title: 'Refuses', cell: (row) => row.refuses.join(', ') },
  ]),
  ...(next === null ? [] : ['There are more: narrow the search with --search.']),
]);

/** What is held, from where and since when; what is concluded; what may be done with it; who looked. */
export function personLines(page: PersonPage): string[] {
  return [
    `${withoutControls(page.title)} (${page.id})${page.account ? `, ${withoutControls(page.account.name)}` : ''}`,
    ...(page.readable.allowed ? [] : [`Nothing of the content is shown: ${page.readable.why}.`]),
    ...page.records.map((record) => `  ${record.key}, known since ${day(record.knownSince)}${record.deletedAt ? `, deleted in ${withoutControls(record.source)} on ${day(record.deletedAt)}` : ''}${record.files.length === 0 ? '' : `, from ${record.files.join(', ')}`}`), '',
    ...(page.facts.length === 0 ? [] : [...tableLines(page.facts, [
      { title: 'What', cell: (fact) => fact.means }, { title: 'Value', cell: (fact) => fact.value }, { title: 'Source', cell: (fact) => fact.source }, { title: 'Known since', cell: (fact) => day(fact.knownAt) },
      { title: 'Corrected', cell: (fact) => day(fact.correctedAt) },
    ]), '']),
    ...(page.inferences.length === 0 ? ['Nothing is concluded about this person.'] : ['Concluded', ...page.inferences.map((one) => `  ${one.attribute}: ${one.value ?? ''} (${one.rule})`)]), '',
    ...(page.onWebsites.visitors.length === 0 ? [] : ['On websites', ...page.onWebsites.visitors.map(visitorLine), ...page.onWebsites.timeline.slice(0, 20).map(({ at, title, detail }) => `  ${at.slice(0, 16).replace('T', ' ')}  ${withoutControls(title)}${detail === null ? '' : ` · ${withoutControls(detail)}`}`), '']),
    'Allowed', ...page.purposes.map((one) => `  ${one.allowed ? 'yes' : 'no '}  ${one.purpose}: ${one.why}`), '',
    ...(page.loans.length === 0 ? [] : ['On loan', ...page.loans.map((one) => `  ${one.source}, lent by ${one.lender} for ${one.purposes.join(', ')}, until ${day(one.until) || 'further notice'}`), '']),
    ...(page.retention.length === 0 ? [] : ['Kept until', ...page.retention.map((one) => `  ${one.source}: ${day(one.until) || 'no end'} (${one.rule})`), '']),
    ...(page.corrections.length === 0 ? [] : ['Corrections', ...correctionLines(page.corrections).map((line) => `  ${line}`), '']),
    'Who looked', ...(page.reads.length === 0 ? ['  nobody yet'] : page.reads.map((read) => `  ${read.day}  ${read.by}: ${read.what}, ${countWords(read.times, 'time')}, for ${read.purpose}`)),
  ];
}

const visitorLine = ({ visitor, reason, address, source, saidAt, linkedAt }: PersonPage['onWebsites']['visitors'][number]): string =>
  withoutControls(`  ${visitor}: ${reason === 'word' ? `somebody said so on ${day(linkedAt)}` : `gave ${address ?? 'the address'} to ${source ?? 'a source'} on ${day(saidAt)}`}`);

/** The link alone on its line, so that it can be copied. */
export const ownPageLinkLines = (person: string, link: PageLink): string[] =>
  [link.url, `The page of ${person}, until ${day(link.expiresAt)}. Send it to that person yourself: Hindcast sends nothing. It is shown this once.`, ...(link.note ? [link.note] : [])];

const stateOf = (token: PageToken): string => (token.revokedAt ? `taken back ${day(token.revokedAt)}` : `until ${day(token.expiresAt)}`);

export const ownPageTokenLines = (links: readonly PageToken[]): string[] => (links.length === 0 ? ['No link was made yet. Make one with: hindcast person token ID'] : tableLines(links, [
  { title: 'Link', cell: (link) => link.id }, { title: 'Person', cell: (link) => link.subject }, { title: 'Made', cell: (link) => day(link.createdAt) }, { title: 'By', cell: (link) => link.createdBy },
  { title: 'State', cell: stateOf }, { title: 'Opened', align: 'right', cell: (link) => String(link.uses) },
]));

const valueWords = (value: string | null): string => value ?? '(nothing)';

export const correctionLines = (corrections: readonly Correction[]): string[] => (corrections.length === 0 ? ['Nobody asked for a correction.'] : tableLines(corrections, [
  { title: 'Correction', cell: (one) => one.id }, { title: 'Record', cell: (one) => one.record }, { title: 'What', cell: (one) => one.means }, { title: 'Now', cell: (one) => valueWords(one.from) },
  { title: 'Wanted', cell: (one) => valueWords(one.to) }, { title: 'State', cell: (one) => one.state }, { title: 'Asked', cell: (one) => day(one.askedAt) },
]));

export const decidedLines = (one: Correction): string[] =>
  [`${one.means} of ${one.record}: ${one.state} on ${dateWords(one.decidedAt ?? '', one.askedAt)}${one.state === 'approved' ? `, now ${withoutControls(valueWords(one.to))}` : ''}.`];
