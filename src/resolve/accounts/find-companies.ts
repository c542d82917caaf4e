import type { ApartReason, CompaniesAnswer, Company } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { readCompanyDecisions, wordsIn } from '../entities/read-words.ts';
import { fold, type Entity, type Folded } from '../fold/fold.ts';
import type { Word } from '../fold/graph.ts';
import { accountEdges, accountRules, type AccountGraph } from './account-edges.ts';
import type { AccountRecord } from './account-record.ts';
import { readAccountRecords } from './read-accounts.ts';
import { saidParents, type SaidParent } from './said-parents.ts';

/** More records of one company than sources have: beyond it something is wrong, and that is told. */
const mostRecords = 500;

/** Which records of accounts are of one company by rules and words, as they are now. Nothing is written. */
export async function findCompanies({ state, facts }: Pick<WorkspaceStore, 'state' | 'facts'>, limit: number): Promise<CompaniesAnswer> {
  const decisions = await readCompanyDecisions(state);
  return companiesOf(await readAccountRecords(facts), limit, wordsIn(decisions), saidParents(decisions).filter(({ until }) => until === undefined));
}

/** The same of given records. */
export function companiesOf(records: readonly AccountRecord[], limit: number, words: readonly Word[] = [], said: readonly SaidParent[] = []): CompaniesAnswer {
  const graph = accountEdges(records, said);
  const folded = fold({
    records: records.map(({ key, knownAt }) => ({ key, knownAt, bears: graph.bears.get(key) ?? [] })), edges: graph.edges, words, limits: { identifiers: graph.limits, records: mostRecords },
  });
  const parents = [...said.flatMap(({ child, parent }) => (parent === null ? [] : [{ child, parent, reason: 'somebody said so' as const }])), ...graph.parents.map(({ child, parent, reason }) => ({ child, parent, reason }))];
  const several = folded.entities.filter((entity) => entity.records.length > 1);
  const apart = [...leftOut(folded), ...graph.refusals.map(({ a, b, reason, detail }) => ({ a, b, reason, detail }))];
  return {
    rule: accountRules, records: records.length, companies: folded.entities.length,
    counts: { joined: several.length, apart: apart.length, parents: parents.length, unheeded: graph.unheeded.length },
    joined: several.slice(0, limit).map(companyIn(records, graph)), apart: apart.slice(0, limit),
    parents: parents.slice(0, limit), unheeded: graph.unheeded.slice(0, limit).map((one) => ({ ...one })),
  };
}

/** Edges that were not followed, because of what else hangs on their two ends. */
const leftOut = ({ refusals }: Folded): CompaniesAnswer['apart'] => refusals.map((refusal) => ({ a: refusal.a, b: refusal.b, ...reasonOf(refusal) }));

function reasonOf(refusal: Folded['refusals'][number]): { reason: ApartReason; detail: string } {
  if (refusal.why === 'word') return { reason: 'somebody said so', detail: '' };
  if (refusal.why !== 'limit') return { reason: 'too many to compare', detail: `more than ${mostRecords} records` };
  return refusal.kind.includes(' below ') ? { reason: 'parent and subsidiary', detail: refusal.kind } : { reason: 'registry ids disagree', detail: `${refusal.kind}, by way of other records` };
}

function companyIn(records: readonly AccountRecord[], { edges }: AccountGraph): (entity: Entity) => Company {
  const nameOf = new Map(records.map(({ key, name }) => [key, name]));
  const edgesOf = Map.groupBy(edges, ({ a }) => a);
  return ({ id, records: keys }) => {
    const held = new Set(keys);
    const joinedBy = keys.flatMap((key) => edgesOf.get(key) ?? []).filter(({ b }) => held.has(b)).map(({ a, b, reason, detail, weight }) => ({ a, b, reason, detail, weight }));
    return { id, name: nameOf.get(id) ?? '', records: keys.map((key) => ({ key, name: nameOf.get(key) ?? '' })), joinedBy };
  };
}
