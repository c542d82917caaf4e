import type { z } from 'zod';
import { buyingRoleSchema, rolesIn, type RoleClaim, type RoleWord } from '../../model/index.ts';
import type { Facts, WorkspaceStore } from '../../store/index.ts';
import { contactsListed, keysToShow, rolesOfContacts } from './statements.ts';

type Listed = z.output<typeof contactsListed.row>;
type OfContact = z.output<typeof rolesOfContacts.row>;
const iso = (at: number): string => new Date(at).toISOString();
const idOf = (key: string): string => key.split(':').slice(2).join(':');

/** Every word of users on the roles of a deal, newest first. */
export async function readRoleWords({ state }: Pick<WorkspaceStore, 'state'>, deal: string): Promise<RoleWord[]> {
  const rows = await state.selectFrom('role_words').selectAll().where('deal', '=', deal).orderBy('sequence', 'desc').execute();
  return rows.map(({ record, role, says, at, by_user }) => ({ record, role: buyingRoleSchema.parse(role), says, at: at.toISOString(), by: by_user }));
}

/** The words that stand at an instant: of each record and role the newest, where it was not taken back. Of people who may be looked at. */
export async function standingWords(store: Pick<WorkspaceStore, 'facts' | 'state'>, deal: string, saidBy: number): Promise<RoleClaim[]> {
  const words = (await readRoleWords(store, deal)).filter(({ at }) => Date.parse(at) <= saidBy);
  const newest = [...new Map(words.toReversed().map((word) => [`${word.role} ${word.record}`, word])).values()];
  const shown = await mayBeShown(store.facts, newest.map(({ record }) => record));
  return newest.flatMap(({ says, at, ...word }) => (says === 'taken_back' || !shown.has(word.record) ? [] : [{ ...word, says, at, from: 'word' as const, words: null }]));
}

/** Those of some records that exist and do not refuse to be analysed. */
export async function mayBeShown(facts: Facts, keys: readonly string[]): Promise<Set<string>> {
  return new Set(keys.length === 0 ? [] : (await facts.query(keysToShow, { keys: [...keys], ids: keys.map(idOf) })).map(({ key }) => key));
}

/** What a list of a deal's contacts says of roles; a row that names who told it is an answer. */
export const claimsListed = (rows: readonly Listed[]): RoleClaim[] =>
  rows.flatMap(({ key, source, role, toldBy, said_at }) => rolesIn(role).map((one): RoleClaim => ({ ...one, says: 'has', from: toldBy === '' ? 'record' : 'answer', record: key, by: toldBy === '' ? source : `contact:${source}:${toldBy}`, at: iso(said_at) })));

export const claimsOfContacts = (rows: readonly OfContact[]): RoleClaim[] =>
  rows.flatMap(({ key, source, role, said_at }) => rolesIn(role).map((one): RoleClaim => ({ ...one, says: 'has', from: 'record', record: key, by: source, at: iso(said_at) })));
