import { countWords, type CompaniesAnswer, type Company } from '../../model/index.ts';

/** Companies of several records with what joins them, then what was not joined, then parents and what was not heeded. */
export function companyLines(answer: CompaniesAnswer): string[] {
  const { records, companies, counts } = answer;
  if (records === 0) return ['No accounts are held so far.'];
  return [
    `${countWords(records, 'record')} of accounts ${records === 1 ? 'is' : 'are'} of ${companies === 1 ? 'one company' : `${companies} companies`} (rules ${answer.rule}).`,
    ...listed('Joined', counts.joined, answer.joined.flatMap(joinedLines), answer.joined.length),
    ...listed('Not joined', counts.apart, answer.apart.map(({ a, b, reason, detail }) => `  ${a} and ${b}: ${reason} (${detail})`)),
    ...listed('Parents and subsidiaries', counts.parents, answer.parents.map(({ child, parent, reason }) => `  ${child} is below ${parent} (${reason})`)),
    ...listed('Not heeded', counts.unheeded, answer.unheeded.map(({ key, field, why }) => `  ${key}, ${field}: ${why}`)),
  ];
}

const listed = (title: string, count: number, lines: readonly string[], shown = lines.length): string[] =>
  (count === 0 ? [] : ['', `${title}: ${count}${shown < count ? `, the first ${shown}` : ''}`, ...lines]);

const joinedLines = ({ name, records, joinedBy }: Company): string[] => [
  `  ${name}`,
  ...records.map((record) => `    ${record.key}  ${record.name}`),
  ...joinedBy.map(({ a, b, reason, detail }) => `      ${a} and ${b}: ${reason} (${detail})`),
];
