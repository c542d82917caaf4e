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
}

const textOf = ({ refused, granted }: CarriedStamp): string => JSON.stringify({ refused: [...refused].sort(), granted: [...granted].sort() });

/**
 * A stamp that differs from the last one of an id is a person's word and goes into the ledger. The same stamp again is not: it must
 * not outvote what the person said elsewhere meanwhile.
 * @returns the visitors of whom something new was said
 */
export async function takeStamps(transaction: Transaction<WorkspaceTables>, stamps: readonly CarriedStamp[], standings: Standings, now: number): Promise<Set<string>> {
  const news = lastOfEach(stamps).filter(({ node, text }) => standings.of(node)?.stamp !== text);
  if (news.length === 0) return new Set();
  const nodes = news.map(({ node }) => node);
  await sql`INSERT INTO visitor_ids (node, visitor, first_at) SELECT node, node, ${new Date(now)} FROM unnest(${nodes}::text[]) AS ids (node) ON CONFLICT (node) DO NOTHING`.execute(transaction);
  const { rows } = await sql<{ node: string; visitor: string }>`SELECT node, visitor FROM visitor_ids WHERE node = ANY (${nodes})`.execute(transaction);
  const visitorOf = new Map(rows.map(({ node, visitor }) => [node, visitor]));
  const lines = news.flatMap((one) => linesOf(one, visitorOf.get(one.node) ?? one.node, now));
  if (lines.length > 0) await transaction.insertInto('consent_ledger').values(lines).execute();
  const sequence = await nextNumber(transaction);
  await sql`
    INSERT INTO visitor_standings (node, refused, granted, stamp, sequence) SELECT node, '{}', '{}', stamp, ${sequence} FROM unnest(${nodes}::text[], ${news.map(({ text }) => text)}::text[]) AS stamps (node, stamp)
    ON CONFLICT (node) DO UPDATE SET stamp = excluded.stamp, sequence = excluded.sequence`.execute(transaction);
  return new Set(visitorOf.values());
}

/** True where an id carries another choice than before. */
export const stampIsNews = (stamp: CarriedStamp, standings: Standings): boolean => stamp.nodes.some((node) => standings.of(node)?.stamp !== textOf(stamp));

interface NodeStamp extends CarriedStamp { readonly node: VisitorNode; readonly text: string }

const lastOfEach = (stamps: readonly CarriedStamp[]): NodeStamp[] =>
  [...new Map(stamps.flatMap((stamp) => stamp.nodes.map((node) => [node, { ...stamp, node, text: textOf(stamp) }] as const))).values()];

const linesOf = ({ node, refused, granted, source }: NodeStamp, visitor: string, now: number) =>
  [...refused.map((purpose) => ({ purpose, statement: 'object' })), ...granted.map((purpose) => ({ purpose, statement: 'grant' }))].map(({ purpose, statement }) => ({
    subject: node, purpose, statement, basis: 'consent', wording: null, source: `stamp of an event of ${source}`, said_of: visitor, at: new Date(now), expires_at: null, by_user: null,
  }));
