import type { Profile } from '../../model/index.ts';

/** Names of traits for fields of contacts. */
const fieldOf: Readonly<Record<string, string>> = { name: 'name', email: 'email', phone: 'phone', title: 'title', company: 'accountName' };
const accountColumns = ['id', 'name'];
const peopleColumns = ['id', ...Object.values(fieldOf), 'accountId'];

/** Settings under which a source of profiles is read: what its streams and columns are is known, and nothing is recognised. */
export const profileSourceSettings: Readonly<Record<string, string>> = {
  'as.people': 'contact', 'as.accounts': 'account', 'column.accounts.name': 'name',
  ...Object.fromEntries(peopleColumns.filter((name) => name !== 'id').map((name) => [`column.people.${name}`, name])),
};

/** Profiles as messages of a Singer tap: accounts, then people, each with whatever else the profile says under its own name. */
export function* recordsOfProfiles(profiles: readonly Profile[]): Iterable<object> {
  yield schema('accounts', accountColumns);
  yield schema('people', peopleColumns);
  for (const { id, name, traits } of profiles.flatMap(({ accounts }) => accounts)) if (name !== null) yield { type: 'RECORD', stream: 'accounts', record: { ...plain(traits), id, name } };
  for (const profile of profiles) yield { type: 'RECORD', stream: 'people', record: personOf(profile) };
}

const schema = (stream: string, columns: readonly string[]): object => ({ type: 'SCHEMA', stream, key_properties: ['id'], schema: { properties: Object.fromEntries(columns.map((name) => [name, {}])) } });

function personOf({ id, traits, custom, social, segments, scores, addresses, accounts }: Profile): object {
  const named = Object.fromEntries(Object.entries(plain(traits)).map(([name, value]) => [fieldOf[name] ?? name, value]));
  const beside = Object.entries({ social: plain(social), segments: plain(segments), scores, ...(addresses[0] === undefined ? {} : { address: plain(addresses[0]) }) }).filter(([, value]) => Object.keys(value).length > 0);
  return { ...plain(custom), ...Object.fromEntries(beside), ...named, id, ...(accounts[0] === undefined ? {} : { accountId: accounts[0].id }) };
}

/** Without rules of access: they govern ways out of the system that wrote them. */
const plain = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> => Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'security'));
