import { isSoleRole, roleGrounds, type BuyingRoleName, type MemberRole, type RoleClaim } from '../../model/index.ts';

/** Statements on roles of one person. */
export interface ClaimsOfPerson {
  readonly name: string;
  readonly claims: readonly RoleClaim[];
}

const rank = (from: RoleClaim['from']): number => roleGrounds.indexOf(from);
const strongestFirst = (a: RoleClaim, b: RoleClaim): number => rank(a.from) - rank(b.from) || (a.at < b.at ? 1 : a.at > b.at ? -1 : a.record < b.record ? -1 : 1);

/**
 * The roles of everybody in a deal, in the order of the people given. For one person and role a user's word stands before an answer, and that before a record; of several
 * of one kind the newest. A role that one person has as a rule stands for whom the strongest source names; whom a weaker one names is told with it.
 */
export function foldRoles(people: readonly ClaimsOfPerson[]): MemberRole[][] {
  const each = people.map(({ claims }) => [...Map.groupBy(claims, ({ role }) => role)].map(([role, same]) => roleBy(role, same.toSorted(strongestFirst))));
  return each.map((roles) => roles.map((role) => outranked(role, each, people)).sort((a, b) => standingFirst(a) - standingFirst(b) || rank(a.from) - rank(b.from) || (a.role < b.role ? -1 : 1)));
}

const standingFirst = ({ standing }: MemberRole): number => Number(standing !== 'has');

function roleBy(role: BuyingRoleName, claims: readonly RoleClaim[]): MemberRole {
  const [first] = claims as readonly [RoleClaim, ...RoleClaim[]];
  return { role, standing: first.says, from: first.from, at: first.at, claims: [...claims], outrankedBy: [] };
}

function outranked(role: MemberRole, each: readonly MemberRole[][], people: readonly ClaimsOfPerson[]): MemberRole {
  if (role.standing !== 'has' || !isSoleRole(role.role)) return role;
  const holders = each.flatMap((roles, place) => roles.filter((other) => other.role === role.role && other.standing === 'has').map(({ from }) => ({ from: rank(from), name: people[place]?.name ?? '' })));
  const strongest = Math.min(...holders.map(({ from }) => from));
  return strongest === rank(role.from) ? role : { ...role, standing: 'outranked', outrankedBy: holders.filter(({ from }) => from === strongest).map(({ name }) => name) };
}
