import { sql, type Transaction } from 'kysely';
import type { WorkspaceTables } from '../../store/index.ts';
import type { Join, VisitorNode } from './visitor-ids.ts';

/** A join with where it was said. */
export interface SaidJoin extends Join {
  readonly source: string;
  readonly call: string;
}

export interface Joined {
  /** Visitors that ids were added to or that were joined: what they allow is to be worked out anew. */
  readonly changed: ReadonlySet<string>;
  /** Joins that were refused, as `a b`: the anonymous id is of another user. */
  readonly refused: ReadonlySet<string>;
}

const keyOf = ({ a, b }: Join): string => `${a} ${b}`;
const mostKnown = 300_000;

/**
 * Which exact ids belong to one visitor. An anonymous id belongs to the first user who is named with it: another user on the same
 * device is not the same person, so that join is refused and said. What was joined already costs nothing: it is remembered here.
 */
export class VisitorBook {
  readonly #known = new Set<string>();
  readonly #refused = new Set<string>();

  /** True where something was said that is not remembered. */
  hasNews(said: readonly Join[]): boolean {
    return said.some((join) => !this.#known.has(keyOf(join)) && !this.#refused.has(keyOf(join)));
  }

  /** What there is to say where nothing is news. */
  asKnown(): Joined {
    return { changed: new Set(), refused: this.#refused };
  }

  /** Joins in the order in which they were said. Nothing of it holds unless the transaction does. */
  async join(transaction: Transaction<WorkspaceTables>, said: readonly SaidJoin[], now: number): Promise<Joined> {
    const fresh = [...new Map(said.map((join) => [keyOf(join), join])).values()];
    if (fresh.length === 0) return this.asKnown();
    const visitors = await readVisitors(transaction, fresh);
    const outcome = visitors.joinAll(fresh);
    await writeJoins(transaction, outcome, now);
    return { changed: outcome.changed, refused: new Set(outcome.refused.map(keyOf)) };
  }

  /** After the transaction: what was said need not be looked up again. */
  remember(said: readonly Join[], { refused }: Joined): void {
    if (refused === this.#refused) return;
    if (this.#known.size + this.#refused.size > mostKnown) { this.#known.clear(); this.#refused.clear(); }
    for (const join of said) (refused.has(keyOf(join)) ? this.#refused : this.#known).add(keyOf(join));
  }

  isRefused(join: Join, { refused }: Joined): boolean {
    return refused.has(keyOf(join));
  }
}

interface Outcome {
  readonly added: ReadonlyMap<string, string>;
  readonly renamed: ReadonlyMap<string, string>;
  readonly edges: readonly SaidJoin[];
  readonly refused: readonly SaidJoin[];
  readonly changed: ReadonlySet<string>;
}

/** The visitors of some ids, joined in memory. */
class Visitors {
  /** Visitor of each id, through `#joinedInto`. */
  readonly #held: Map<string, string>;
  readonly #joinedInto = new Map<string, string>();
  readonly #added = new Map<string, string>();
  readonly #hasUser: Set<string>;

  constructor(held: ReadonlyMap<string, string>, withUser: Iterable<string>) {
    this.#held = new Map(held);
    this.#hasUser = new Set(withUser);
  }

  joinAll(said: readonly SaidJoin[]): Outcome {
    const [edges, refused, changed]: [SaidJoin[], SaidJoin[], Set<string>] = [[], [], new Set()];
    for (const join of said) {
      const [a, b] = [this.#visitorOf(join.a), this.#visitorOf(join.b)];
      if (a !== b && !join.merges && this.#hasUser.has(a)) { refused.push(join); continue; }
      edges.push(join);
      changed.add(a === b ? a : this.#merged(a, b));
    }
    return { added: new Map([...this.#added].map(([node]) => [node, this.#visitorOf(node as VisitorNode)])), renamed: new Map([...this.#joinedInto.keys()].map((old) => [old, this.#top(old)])), edges, refused, changed: new Set([...changed].map((visitor) => this.#top(visitor))) };
  }

  #visitorOf(node: VisitorNode): string {
    const held = this.#held.get(node);
    if (held !== undefined) return this.#top(held);
    this.#held.set(node, node);
    this.#added.set(node, node);
    if (node.startsWith('user:')) this.#hasUser.add(node);
    return node;
  }

  /** The user's visitor stays, else the first: names of users outlive devices. */
  #merged(a: string, b: string): string {
    const [from, into] = this.#hasUser.has(b) || !this.#hasUser.has(a) ? [a, b] : [b, a];
    this.#joinedInto.set(from, into);
    if (this.#hasUser.has(from)) this.#hasUser.add(into);
    return into;
  }

  #top(visitor: string): string {
    let at = visitor;
    for (let next = this.#joinedInto.get(at); next !== undefined; next = this.#joinedInto.get(at)) at = next;
    return at;
  }
}

async function readVisitors(transaction: Transaction<WorkspaceTables>, joins: readonly Join[]): Promise<Visitors> {
  const nodes = [...new Set(joins.flatMap(({ a, b }) => [a, b]))];
  const { rows } = await sql<{ node: string; visitor: string; has_user: boolean }>`
    SELECT node, visitor, EXISTS (SELECT 1 FROM visitor_ids AS other WHERE other.visitor = visitor_ids.visitor AND starts_with(other.node, 'user:')) AS has_user
    FROM visitor_ids WHERE node = ANY (${nodes})`.execute(transaction);
  return new Visitors(new Map(rows.map(({ node, visitor }) => [node, visitor])), rows.filter((row) => row.has_user).map((row) => row.visitor));
}

async function writeJoins(transaction: Transaction<WorkspaceTables>, { added, renamed, edges }: Outcome, now: number): Promise<void> {
  const at = new Date(now);
  if (renamed.size > 0) {
    await sql`UPDATE visitor_ids SET visitor = names.later FROM unnest(${[...renamed.keys()]}::text[], ${[...renamed.values()]}::text[]) AS names (earlier, later) WHERE visitor = names.earlier`.execute(transaction);
  }
  if (added.size > 0) {
    await sql`INSERT INTO visitor_ids (node, visitor, first_at) SELECT node, visitor, ${at} FROM unnest(${[...added.keys()]}::text[], ${[...added.values()]}::text[]) AS ids (node, visitor) ON CONFLICT (node) DO NOTHING`.execute(transaction);
  }
  if (edges.length > 0) {
    await sql`INSERT INTO visitor_edges (a, b, source, call, known_at) SELECT a, b, source, call, ${at} FROM unnest(${edges.map(({ a }) => a)}::text[], ${edges.map(({ b }) => b)}::text[], ${edges.map(({ source }) => source)}::text[], ${edges.map(({ call }) => call)}::text[]) AS said (a, b, source, call) ON CONFLICT (a, b) DO NOTHING`.execute(transaction);
  }
}
