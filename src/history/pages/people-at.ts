import type { z } from 'zod';
import type { AccountPage } from '../../model/index.ts';
import { membershipsOf, type Membership } from '../../resolve/index.ts';
import type { contactVersions, contactsOfAccount, touchesByContact } from './statements.ts';

/** A record of a person at an account, by its key. */
export interface PersonAt extends Omit<AccountPage['people'][number], 'records'> {
  readonly key: string;
}

interface Contacts {
  readonly contacts: ReadonlyArray<z.output<typeof contactsOfAccount.row>>;
  readonly touches: ReadonlyArray<z.output<typeof touchesByContact.row>>;
  readonly memberships: ReadonlyMap<string, readonly Membership[]>;
}

const keyOf = ({ source_system, record_id }: { readonly source_system: string; readonly record_id: string }): string => `contact:${source_system}:${record_id}`;
const iso = (at: number): string => new Date(at).toISOString();

/** The ids under which a company's records are named, and records of others, as SOURCE:ID, that have one of these. */
interface CompanyNames {
  readonly accounts: readonly string[];
  readonly others: readonly string[];
}

/** When each contact named one of a company's records, by the contact's key. The first version counts from the day that the record gives for itself. */
export function membershipsAt(versions: ReadonlyArray<z.output<typeof contactVersions.row>>, { accounts, others }: CompanyNames): Map<string, readonly Membership[]> {
  const isHere = (source: string, id: string | null): boolean => id !== null && accounts.includes(id) && !others.includes(`${source}:${id}`);
  return new Map([...Map.groupBy(versions, keyOf)].map(([person, told]) => {
    const states = told.map(({ source_system, account_id, at_ms, since }, place) => ({ knownAt: place === 0 ? Math.min(since, at_ms) : at_ms, account: isHere(source_system, account_id) ? 'here' : '', workDomain: '' }));
    return [person, membershipsOf({ person, states, groups: [] }, () => [])];
  }));
}

/** Records of people at an account, those with most touches first. */
export function peopleAt({ contacts, touches, memberships }: Contacts): PersonAt[] {
  const byContact = new Map(touches.map((touch) => [touch.contact_id, touch]));
  return contacts.map((contact) => {
    const touch = byContact.get(contact.record_id);
    const spans = memberships.get(keyOf(contact)) ?? [];
    const [first, last] = [spans[0], spans.at(-1)];
    return {
      id: contact.record_id, key: keyOf(contact), name: contact.name ?? contact.record_id, title: contact.title, touches: touch?.touches ?? 0, lastTouchAt: touch ? iso(touch.last_at) : null,
      from: first ? iso(first.from) : null, until: last && last.until !== null ? iso(last.until) : null,
    };
  }).sort((a, b) => Number(a.until !== null) - Number(b.until !== null) || b.touches - a.touches || (a.id < b.id ? -1 : 1));
}

/** Records of one person are shown once: touches together, from the first day to the last. */
export function eachOnce(people: readonly PersonAt[], personOf: (key: string) => string): AccountPage['people'] {
  return [...Map.groupBy(people, ({ key }) => personOf(key)).values()].map((records) => {
    const [{ key: _, ...shown }] = records as [PersonAt, ...PersonAt[]];
    const dates = (pick: (one: PersonAt) => string | null): string[] => records.flatMap((one) => pick(one) ?? []).sort();
    return {
      ...shown, records: records.length, title: records.find(({ title }) => title !== null)?.title ?? null, touches: records.reduce((sum, { touches }) => sum + touches, 0),
      lastTouchAt: dates((one) => one.lastTouchAt).at(-1) ?? null, from: dates((one) => one.from)[0] ?? null, until: records.some(({ until }) => until === null) ? null : dates((one) => one.until).at(-1) ?? null,
    };
  });
}
