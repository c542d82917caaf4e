import { partWords, type GroupMember } from '../../model/index.ts';

/** Who took part in a deal, those first whom something names with the deal. */
export function memberLines(people: readonly GroupMember[]): string[] {
  if (people.length === 0) return ['Nobody is named in the data.'];
  const [named, others] = [people.filter(({ isNamed }) => isNamed), people.filter(({ isNamed }) => !isNamed)];
  return [
    ...named.flatMap(memberOf),
    ...(others.length === 0 ? [] : ['Of the account, in contact with us while the deal was open; nothing names them with the deal:', ...others.flatMap(memberOf)]),
  ];
}

const memberOf = ({ name, title, key, parts }: GroupMember): string[] =>
  [[name, title, key].filter(Boolean).join(' · '), ...parts.map((part) => `  ${partWords(part)} on ${part.lastAt.slice(0, 10)}`)];
