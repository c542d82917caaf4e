import { sql, type Transaction } from 'kysely';
import type { Purpose } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import type { Standings } from './standings.ts';
import type { VisitorNode } from './visitor-ids.ts';
import { nextNumber } from './weigh-visitors.ts';

/** A choice that an event carried, of the ids that it named. */
export interface CarriedStamp {
  readonly nodes: readonly VisitorNode[];
  readonly refused: readonly Purpose[];
  readonly granted: readonly Purpose[];
  readonly source: string;
  /** Which words the person was shown, where the event proves an answer. */
  readonly wording: string | null;
}

const textOf = ({ refused, granted }: CarriedStamp): string => JSON.stringify({ refused: [...refused].sort(), granted: [...granted].sort() });

/**
 * A stamp that differs from the last one of an id is a person's word and goes into the ledger. The same stamp again is not: it must
 * not outvote what the person said elsewhere meanwhile. An answer with its proof always is, and it is said of all ids of the visitor,
 * as a word to a person is: else a no under an id that the browser has deleted since could never be taken back.
 * @returns the visitors of whom something new was said
 */
export async function takeStamps(transaction: Transaction<WorkspaceTables>, stamps: readonly CarriedStamp[], standings: Standings, now: number): Promise<Set<string>> {
  const news = lastOfEach(stamps).filter(({ node, text, wording }) => wording !== null || standings.of(node)?.stamp !== text);
  if (news.length === 0) return new Set();
  const nodes = news.map(({ node }) => node);
  await sql`INSERT INTO visitor_ids (node, visitor, first_at) SELECT node, node, ${new Date(now)} FROM unnest(${nodes}::text[]) AS ids (node) ON CONFLICT (node) DO NOTHING`.execute(transaction);
  const { rows } = await sql<{ node: string; visitor: string }>`SELECT node, visitor FROM visitor_ids WHERE node = ANY (${nodes})`.execute(transaction);
  const visitorOf = new Map(rows.map(({ node, visitor }) => [node, visitor]));
  const lines = [
    ...news.filter(({ wording }) => wording === null).flatMap((one) => linesOf(one, [one.node], visitorOf.get(one.node) ?? one.node, now)),
    ...(await answersOf(transaction, news, visitorOf)).flatMap(({ said, nodes: all, visitor }) => linesOf(said, all, visitor, now)),
  ];
  if (lines.length > 0) await transaction.insertInto('consent_ledger').values(lines).execute();
  const sequence = await nextNumber(transaction);
  await sql`
    INSERT INTO visitor_standings (node, refused, granted, stamp, sequence) SELECT node, '{}', '{}', stamp, ${sequence} FROM unnest(${nodes}::text[], ${news.map(({ text }) => text)}::text[]) AS stamps (node, stamp)
    ON CONFLICT (node) DO UPDATE SET stamp = excluded.stamp, sequence = excluded.sequence`.execute(transaction);
  return new Set(visitorOf.values());
}

/** True where an id carries another choice than before. */
export const stampIsNews = (stamp: CarriedStamp, standings: Standings): boolean => stamp.wording !== null || stamp.nodes.some((node) => standings.of(node)?.stamp !== textOf(stamp));

interface NodeStamp extends CarriedStamp { readonly node: VisitorNode; readonly text: string }

/** The last stamp of each id. An answer stands against the same stamp on later events, which say the same without the words. */
function lastOfEach(stamps: readonly CarriedStamp[]): NodeStamp[] {
  const last = new Map<VisitorNode, NodeStamp>();
  for (const stamp of stamps) {
    const text = textOf(stamp);
    for (const node of stamp.nodes) {
      const held = last.get(node);
      if (held?.text !== text || stamp.wording !== null) last.set(node, { ...stamp, node, text });
    }
  }
  return [...last.values()];
}

interface Answer { readonly said: NodeStamp; readonly visitor: string; readonly nodes: readonly string[] }

/** Answers with their proof, once for each visitor, with all ids of the visitor. */
async function answersOf(transaction: Transaction<WorkspaceTables>, news: readonly NodeStamp[], visitorOf: ReadonlyMap<string, string>): Promise<Answer[]> {
  const byVisitor = new Map(news.filter(({ wording }) => wording !== null).map((said) => [visitorOf.get(said.node) ?? said.node, said]));
  if (byVisitor.size === 0) return [];
  const { rows } = await sql<{ node: string; visitor: string }>`SELECT node, visitor FROM visitor_ids WHERE visitor = ANY (${[...byVisitor.keys()]}) ORDER BY node`.execute(transaction);
  return [...byVisitor].map(([visitor, said]) => ({ said, visitor, nodes: rows.filter((row) => row.visitor === visitor).map(({ node }) => node) }));
}

const linesOf = ({ refused, granted, source, wording }: CarriedStamp, subjects: readonly string[], visitor: string, now: number) =>
  subjects.flatMap((subject) => [...refused.map((purpose) => ({ purpose, statement: 'object' })), ...granted.map((purpose) => ({ purpose, statement: 'grant' }))].map(({ purpose, statement }) => ({
    subject, purpose, statement, basis: 'consent', wording, source: wording === null ? `stamp of an event of ${source}` : `dialog on ${source}`, said_of: visitor, at: new Date(now), expires_at: null, by_user: null,
  })));
