/** Why a person counts as one of an account's people. */
export type MembershipReason = 'account of the record' | 'work address' | 'group event';

/** A person at an account, from a day on and maybe until one. A person may be at several, one after the other or at once. */
export interface Membership {
  readonly person: string;
  readonly account: string;
  readonly reason: MembershipReason;
  /** The source's id, the domain or the group. */
  readonly detail: string;
  readonly rule: string;
  /** Log2 of the odds. */
  readonly weight: number;
  /** From when it was known, UTC milliseconds. */
  readonly from: number;
  /** Until when, exclusive; null while it lasts. */
  readonly until: number | null;
}

/** What a record of a person said from an instant on. */
export interface PersonState {
  readonly knownAt: number;
  /** Key of the account record that its source names; '' where it names none. */
  readonly account: string;
  /** Own registrable domain of a work address; '' for every other kind of address. */
  readonly workDomain: string;
}

export interface PersonHistory {
  readonly person: string;
  readonly states: readonly PersonState[];
  /** Groups that events of the person named. */
  readonly groups: ReadonlyArray<{ readonly group: string; readonly account: string; readonly at: number }>;
}

const rule = 'people-1';
const weights = { 'account of the record': 16, 'work address': 8, 'group event': 10 } as const;
/** A domain that more account records have tells of a group of companies, not of one. */
const mostOnDomain = 5;

/** Each account at which a person is or was, with its reason. `accountsOn` gives the account records of a domain; where there are several, each is less sure. */
export function membershipsOf({ person, states, groups }: PersonHistory, accountsOn: (domain: string) => readonly string[]): Membership[] {
  const inOrder = [...states].sort((x, y) => x.knownAt - y.knownAt);
  const made = (reason: MembershipReason, account: string, detail: string, weight: number, span: Span): Membership => ({ person, account, reason, detail, rule, weight, from: span.from, until: span.until });
  const byRecord = spansOf(inOrder, (state) => state.account).map((span) => made('account of the record', span.value, span.value, weights['account of the record'], span));
  const byDomain = spansOf(inOrder, (state) => state.workDomain).flatMap((span) => {
    const accounts = accountsOn(span.value);
    return accounts.length > mostOnDomain ? [] : accounts.map((account) => made('work address', account, span.value, weights['work address'] - Math.log2(accounts.length), span));
  });
  return [...byRecord, ...byDomain, ...fromGroups(groups, made)].sort((x, y) => x.from - y.from || (x.account === y.account ? (x.reason < y.reason ? -1 : 1) : x.account < y.account ? -1 : 1));
}

interface Span {
  readonly value: string;
  readonly from: number;
  readonly until: number | null;
}

/** The times during which a value stood; '' stands for none. */
function spansOf(states: readonly PersonState[], valueOf: (state: PersonState) => string): Span[] {
  const changes = states.filter((state, place) => place === 0 || valueOf(state) !== valueOf(states[place - 1] as PersonState));
  return changes.map((state, place) => ({ value: valueOf(state), from: state.knownAt, until: changes[place + 1]?.knownAt ?? null })).filter(({ value }) => value !== '');
}

/** An event says that somebody acted for a group; nothing says when that ended. */
function fromGroups(groups: PersonHistory['groups'], made: (reason: MembershipReason, account: string, detail: string, weight: number, span: Span) => Membership): Membership[] {
  const first = new Map<string, PersonHistory['groups'][number]>();
  for (const event of groups) {
    const before = first.get(event.account);
    if (before === undefined || event.at < before.at || (event.at === before.at && event.group < before.group)) first.set(event.account, event);
  }
  return [...first.values()].map(({ account, group, at }) => made('group event', account, group, weights['group event'], { value: account, from: at, until: null }));
}

/** The accounts at which a person is at an instant, the surest first. */
export const accountsAt = (memberships: readonly Membership[], asOf: number): string[] =>
  [...new Set(memberships.filter(({ from, until }) => from <= asOf && (until === null || asOf < until)).sort((x, y) => y.weight - x.weight || (x.account < y.account ? -1 : 1)).map(({ account }) => account))];
