import type { ApartReason, JoinReason } from '../../model/index.ts';
import { readAccount, type AccountEvidence, type AccountRecord, type Unheeded } from './account-record.ts';
import { judgePair, type Verdict } from './judge-pair.ts';
import { declaredParents, type ParentEdge } from './parents.ts';
import type { SaidParent } from './said-parents.ts';
import type { RegistryId } from './registry-ids.ts';

/** The rules' version, kept with every edge: a change of a rule or weight is another version. */
export const accountRules = 'accounts-1';

/** A reason for two records being of one company. */
export interface AccountEdge {
  readonly a: string;
  readonly b: string;
  readonly reason: JoinReason;
  /** Which id, domain or country. */
  readonly detail: string;
  readonly rule: string;
  /** Log2 of the odds. */
  readonly weight: number;
  /** When both records were known, UTC milliseconds. */
  readonly knownAt: number;
}

/** Two records that something speaks for joining, and what speaks against it. */
export interface AccountRefusal {
  readonly a: string;
  readonly b: string;
  readonly reason: ApartReason;
  readonly detail: string;
  readonly rule: string;
}

export interface AccountGraph {
  readonly edges: readonly AccountEdge[];
  readonly parents: readonly ParentEdge[];
  readonly refusals: readonly AccountRefusal[];
  readonly unheeded: readonly Unheeded[];
  /**
   * What keeps records apart however long a chain of edges joins them: one company bears one value of each kind (limit 1). Registry ids,
   * and for each parent and subsidiary a kind of their own with two values.
   */
  readonly bears: ReadonlyMap<string, readonly RegistryId[]>;
  readonly limits: Readonly<Record<string, 1>>;
}

/** Records of one company's name or domain that say different things; more than so many are a name or domain that tells nothing. */
const mostCompared = 200;

/**
 * Which records of companies are of one, which are parent and subsidiary, and what was not joined and why. What somebody `said` of parents, and still
 * stands, outranks what records declare. The order of the records does not matter.
 */
export function accountEdges(records: readonly AccountRecord[], said: readonly SaidParent[] = []): AccountGraph {
  const read = [...records].sort((x, y) => x.knownAt - y.knownAt || (x.key < y.key ? -1 : 1)).map(readAccount);
  const accounts = read.map((one) => one.evidence);
  const { parents, unheeded } = declaredParents(accounts);
  const related = relatedBy(parents, said);
  const found = new Findings(related);
  for (const [shared, block] of blocksOf(accounts)) judgeBlock(block, shared, found);
  const bears = bearingsOf(accounts, related);
  return {
    edges: found.edges(), refusals: found.refusals(), parents, unheeded: [...read.flatMap((one) => one.unheeded), ...unheeded],
    bears, limits: Object.fromEntries([...bears.values()].flat().map(({ kind }) => [kind, 1 as const])),
  };
}

interface Related { readonly child: string; readonly parent: string }

/** Who is below whom: by what is said of a record, else by what the record declares. */
function relatedBy(declared: readonly ParentEdge[], said: readonly SaidParent[]): Related[] {
  const spoken = new Set(said.map(({ child }) => child));
  return [...declared.filter(({ child }) => !spoken.has(child)), ...said.flatMap(({ child, parent }) => (parent === null ? [] : [{ child, parent }]))];
}

type Shared = 'id' | 'domain' | 'name';

/** Records that share an id, a domain or a name. */
function* blocksOf(accounts: readonly AccountEvidence[]): Iterable<readonly [Shared, readonly AccountEvidence[]]> {
  const blocks = new Map<string, AccountEvidence[]>();
  const put = (key: string, account: AccountEvidence): void => {
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [account]);
    else block.push(account);
  };
  for (const account of accounts) {
    for (const { kind, value } of account.ids) put(`id:${kind}:${value}`, account);
    if (account.domain !== '') put(`domain:${account.domain}`, account);
    if (account.core !== '') put(`name:${account.core}`, account);
  }
  for (const [key, block] of blocks) if (block.length > 1) yield [key.slice(0, key.indexOf(':')) as Shared, block];
}

/** Edges and refusals by pair; what joins outranks what does not, the stronger the weaker. */
class Findings {
  readonly #found = new Map<string, { readonly a: AccountEvidence; readonly b: AccountEvidence; readonly verdict: Verdict }>();
  readonly #related: ReadonlySet<string>;

  constructor(parents: readonly Related[]) {
    this.#related = new Set(parents.map(({ child, parent }) => pairOf(child, parent)));
  }

  add(x: AccountEvidence, y: AccountEvidence, verdict: Verdict): void {
    const [a, b] = x.key < y.key ? [x, y] : [y, x];
    const pair = pairOf(a.key, b.key);
    const before = this.#found.get(pair)?.verdict;
    if (this.#related.has(pair)) this.#found.set(pair, { a, b, verdict: { says: 'apart', reason: 'parent and subsidiary', detail: verdict.detail } });
    else if (before === undefined || outranks(verdict, before)) this.#found.set(pair, { a, b, verdict });
  }

  edges(): AccountEdge[] {
    return this.#sorted().flatMap(({ a, b, verdict }) => (verdict.says === 'apart' ? [] : [{ a: a.key, b: b.key, reason: verdict.reason, detail: verdict.detail, rule: accountRules, weight: verdict.weight, knownAt: Math.max(a.knownAt, b.knownAt) }]));
  }

  refusals(): AccountRefusal[] {
    return this.#sorted().flatMap(({ a, b, verdict }) => (verdict.says === 'one' ? [] : [{ a: a.key, b: b.key, reason: verdict.reason, detail: verdict.detail, rule: accountRules }]));
  }

  #sorted() {
    return [...this.#found.values()].sort((x, y) => (x.a.key === y.a.key ? order(x.b.key, y.b.key) : order(x.a.key, y.a.key)));
  }
}

const pairOf = (a: string, b: string): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`);

const order = (a: string, b: string): number => (a < b ? -1 : 1);

function outranks(verdict: Verdict, before: Verdict): boolean {
  if (verdict.says === 'one') return before.says === 'apart' || verdict.weight > before.weight;
  return false;
}

/** Records that say the same are judged once, by the oldest of them. */
function judgeBlock(block: readonly AccountEvidence[], shared: Shared, found: Findings): void {
  const alike = [...Map.groupBy(block, (account) => signatureOf(account, shared)).values()];
  const heads = alike.flatMap(([head]) => head ?? []);
  if (heads.length > mostCompared) return tooMany(heads, found);
  const verdicts = heads.map((x) => heads.map((y) => judgePair(x, y)));
  const torn = heads.map((_, place) => isTorn(place, verdicts));
  heads.forEach((x, i) => heads.forEach((y, j) => {
    const verdict = verdicts[i]?.[j];
    if (j > i && verdict) found.add(x, y, settled(verdict, torn[i] === true || torn[j] === true));
  }));
  alike.forEach((same, i) => joinAlike(same, torn[i] === true, found));
}

/** A city counts only where nothing but the name speaks for two records. */
const signatureOf = ({ core, legalForm, country, city, domain, isVerified, ids }: AccountEvidence, shared: Shared): string =>
  JSON.stringify([core, legalForm, country, shared === 'name' ? city : '', domain, isVerified, ids.map(({ kind, value }) => `${kind}:${value}`).sort()]);

/** Reasons for which two records are certainly two companies. A city, a name or a legal form may be a slip. */
const certain: ReadonlySet<ApartReason> = new Set(['registry ids disagree', 'countries differ', 'domains differ', 'parent and subsidiary']);

/** A record that goes with two others which are certainly apart could be of either. */
function isTorn(place: number, verdicts: ReadonlyArray<ReadonlyArray<Verdict | null>>): boolean {
  const fitting = (verdicts[place] ?? []).flatMap((verdict, other) => (other !== place && verdict?.says === 'one' ? [other] : []));
  return fitting.some((one) => fitting.some((other) => isCertain(verdicts[one]?.[other])));
}

const isCertain = (verdict: Verdict | null | undefined): boolean => verdict?.says === 'apart' && certain.has(verdict.reason);

const settled = (verdict: Verdict, isTornApart: boolean): Verdict =>
  (isTornApart && verdict.says === 'one' && verdict.reason !== 'registry id' ? { says: 'apart', reason: 'several companies fit', detail: verdict.detail } : verdict);

function joinAlike(same: readonly AccountEvidence[], isTornApart: boolean, found: Findings): void {
  const [head, ...others] = same;
  if (head === undefined) return;
  for (const other of others) {
    const verdict = judgePair(head, other);
    if (verdict) found.add(head, other, settled(verdict, isTornApart));
  }
}

/** Each with the oldest only, so that what was left out is told in as many lines as there are records. */
function tooMany(heads: readonly AccountEvidence[], found: Findings): void {
  const [head, ...others] = heads;
  for (const other of others) if (head) found.add(head, other, { says: 'apart', reason: 'too many to compare', detail: `${heads.length} records that say different things` });
}

function bearingsOf(accounts: readonly AccountEvidence[], parents: readonly Related[]): Map<string, readonly RegistryId[]> {
  const bears = new Map<string, RegistryId[]>();
  const bear = (key: string, ...ids: readonly RegistryId[]): void => {
    if (ids.length > 0) bears.set(key, [...(bears.get(key) ?? []), ...ids]);
  };
  for (const { key, ids } of accounts) bear(key, ...ids);
  for (const { child, parent } of parents) {
    bear(child, { kind: `${child} below ${parent}`, value: 'child' });
    bear(parent, { kind: `${child} below ${parent}`, value: 'parent' });
  }
  return bears;
}
