import { buyingRoles, gapWords, gapsOf, partWords, roleWords, type GroupMember, type RoleWord } from '../../model/index.ts';

const dayOf = (iso: string): string => iso.slice(0, 10);

/** Who took part in a deal, those first whom something names with the deal, with their roles, and what is missing. */
export function memberLines(people: readonly GroupMember[]): string[] {
  if (people.length === 0) return ['Nobody is named in the data.'];
  const [named, others] = [people.filter(({ isNamed }) => isNamed), people.filter(({ isNamed }) => !isNamed)];
  return [
    ...named.flatMap(memberOf),
    ...(others.length === 0 ? [] : ['Of the account, in contact with us while the deal was open; nothing names them with the deal:', ...others.flatMap(memberOf)]),
    ...gapWords(gapsOf(people)),
  ];
}

const memberOf = ({ name, title, key, parts, roles, suggested }: GroupMember): string[] => [
  [name, title, key].filter(Boolean).join(' · '),
  ...roles.map((role) => `  ${roleWords(role, dayOf)}`),
  ...(suggested === null ? [] : [`  ${buyingRoles[suggested].name}? Suggested by the title alone; nobody said so`]),
  ...parts.map((part) => `  ${partWords(part)} on ${dayOf(part.lastAt)}`),
];

const saysWords: Readonly<Record<RoleWord['says'], string>> = { has: 'is', has_not: 'is not', taken_back: 'word taken back:' };

/** What users said of roles, newest first. */
export const roleWordLines = (words: readonly RoleWord[]): string[] =>
  (words.length === 0 ? ['No user has said anything of roles in this deal.'] : words.map(({ at, by, record, says, role }) => `${dayOf(at)}  ${by ?? 'somebody'}: ${record} ${saysWords[says]} ${buyingRoles[role].name.toLowerCase()}`));
