import type { Kysely } from 'kysely';
import type { Facts, WorkspaceTables } from '../../store/index.ts';
import { accountEdges, type AccountGraph } from '../accounts/account-edges.ts';
import { readAccountRecords } from '../accounts/read-accounts.ts';
import { saidParents, type SaidParent } from '../accounts/said-parents.ts';
import { readCompanyDecisions, wordsIn } from '../entities/read-words.ts';
import type { Graph } from '../fold/graph.ts';

/** More records of one company than sources have: beyond it something is wrong, and that is told. */
export const mostRecords = 500;

export interface CompanyGraph {
  /** What is folded: records as they are now, what the rules find in them, and what people said. */
  readonly graph: Graph;
  readonly found: AccountGraph;
  /** What somebody said of parents, and when it stood. */
  readonly said: readonly SaidParent[];
  readonly compared: boolean;
}

/** Before somebody had all accounts compared, words alone join. */
export async function areCompared(state: Kysely<WorkspaceTables>): Promise<boolean> {
  return (await state.selectFrom('company_folds').select('compared').executeTakeFirst())?.compared ?? false;
}

export async function readCompanyGraph(state: Kysely<WorkspaceTables>, facts: Facts, compared: boolean): Promise<CompanyGraph> {
  const records = await readAccountRecords(facts);
  const decisions = await readCompanyDecisions(state);
  const said = saidParents(decisions);
  const found = accountEdges(records, said.filter(({ until }) => until === undefined));
  const words = wordsIn(decisions);
  const graph = { records: records.map(({ key, knownAt }) => ({ key, knownAt, bears: found.bears.get(key) ?? [] })), edges: compared ? found.edges : [], words, limits: { identifiers: found.limits, records: mostRecords } };
  return { graph, found, said, compared };
}
