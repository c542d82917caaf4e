import { sql, type Selectable } from 'kysely';
import { idsOfVisitor, visitorsOfRecords } from '../../acquire/index.ts';
import { addressSilences, type AddressSilence, type IdentityExplanation, type KnownVisitor, type Person, type VisitorJoins } from '../../model/index.ts';
import type { WorkspaceStore, WorkspaceTables } from '../../store/index.ts';
import { explainPair } from '../explain.ts';
import { addressesOf, textOf } from './address-in-clear.ts';
import { wordsInForce } from './judge-visitor.ts';
import { weighEvidence, type Weighed } from './read-evidence.ts';
import type { VisitorPair } from './say-on-visitors.ts';

const mostShown = 100;

/** Visitors that are taken for a person, each with its reason. Addresses are shown of whoever may be analysed. */
export async function visitorsOfPerson({ state, facts }: Pick<WorkspaceStore, 'state' | 'facts'>, records: readonly string[]): Promise<KnownVisitor[]> {
  const linked = await visitorsOfRecords(state, records);
  if (linked.length === 0) return [];
  const links = await state.selectFrom('visitor_links').selectAll().where('record', 'in', linked.map(({ record }) => record)).orderBy('linked_at').execute();
  const addresses = await addressesOf(facts, links.map(({ record }) => record));
  return links.flatMap((link) => {
    const visitor = linked.find(({ nodes }) => nodes.includes(link.node));
    return visitor === undefined ? [] : [{
      visitor: visitor.visitor, ids: [...visitor.nodes], record: link.record, reason: link.reason, address: textOf(addresses.get(link.record), link.address),
      source: link.source, saidAt: link.said_at?.toISOString() ?? null, linkedAt: link.linked_at.toISOString(),
    }];
  });
}

/** What became of the addresses and numbers that visitors gave: how many are known by them, and what said nothing, with its reason. */
export async function readVisitorJoins({ state }: Pick<WorkspaceStore, 'state'>): Promise<VisitorJoins> {
  const weighed = await weighEvidence(state, null);
  const silent = weighed.flatMap(({ visitor, silent: list }) => list.map(({ shared, why }) => ({ visitor, record: shared.record, silent: why, people: shared.people, source: shared.source, saidAt: new Date(shared.saidAt).toISOString() })));
  const counts = Object.fromEntries((Object.keys(addressSilences) as AddressSilence[]).map((why) => [why, silent.filter((one) => one.silent === why).length])) as Record<AddressSilence, number>;
  return { visitors: await countVisitors(state), known: weighed.filter(({ link }) => link !== null).length, silent: counts, rows: silent.slice(0, mostShown) };
}

async function countVisitors(state: WorkspaceStore['state']): Promise<number> {
  const { rows: [row] } = await sql<{ n: string }>`
    SELECT count(DISTINCT coalesce(ids.visitor, said.node)) AS n FROM (SELECT node FROM visitor_addresses UNION SELECT node FROM visitor_words) AS said LEFT JOIN visitor_ids AS ids USING (node)`.execute(state);
  return Number(row?.n ?? 0);
}

/**
 * Why a visitor and a record are one person: what joins the visitor with a record of the person, then the way from that record; or what keeps them apart.
 */
export async function explainVisitor(store: WorkspaceStore, { node, record }: VisitorPair, { records }: Person): Promise<IdentityExplanation> {
  const [weighed] = await weighEvidence(store.state, [node]);
  const known = (await visitorsOfPerson(store, records)).find(({ ids }) => ids.includes(node));
  const words = await store.state.selectFrom('visitor_words').selectAll().where('record', 'in', [...records]).where('node', 'in', await idsOfVisitor(store.state, node)).orderBy('sequence').execute();
  const said = words.map(({ says, at, by_user }) => ({ says, at: at.toISOString(), by: by_user }));
  const pair = { a: node, b: record, words: said };
  if (known === undefined) return { ...pair, same: false, path: [], apart: apartBy(weighed, records) };
  const onward = known.record === record ? [] : (await explainPair(store, { key: known.record, knownAt: 0 }, { key: record, knownAt: 0 })).path;
  return { ...pair, same: true, path: [stepOf(known, inForce(words).filter(({ says }) => says === 'same').at(-1)?.by_user ?? null), ...onward], apart: null };
}

const inForce = (words: ReadonlyArray<Selectable<WorkspaceTables['visitor_words']>>) =>
  wordsInForce(words.map(({ sequence, undoes, ...word }) => ({ ...word, sequence: Number(sequence), undoes: undoes === null ? null : Number(undoes) })));

function stepOf({ visitor, record, reason, address, source, saidAt, linkedAt }: KnownVisitor, by: string | null): IdentityExplanation['path'][number] {
  const step = { a: visitor, b: record, weight: null, probability: null };
  if (reason === 'word') return { ...step, by: 'word', evidence: [], who: by, at: linkedAt };
  return { ...step, by: 'evidence', evidence: [{ comparison: reason === 'phone' ? 'telephone number' : 'e-mail address', level: `${address ?? 'the same'}, given to ${source ?? 'a source'} on ${saidAt?.slice(0, 10) ?? ''}`, weight: 0 }], who: null, at: linkedAt };
}

function apartBy(weighed: Weighed | undefined, records: readonly string[]): string | null {
  const silent = weighed?.silent.find(({ shared }) => records.includes(shared.record)) ?? weighed?.silent[0];
  return silent === undefined ? null : `${(addressSilences[silent.why]).replace(/^./, (letter) => letter.toUpperCase())}.`;
}
