import { Failure } from '../../model/index.ts';

const allowed = /^[a-z][a-z0-9_]{0,40}$/;

/** A database's name as both engines may see it. Throws `Failure('bad_request')` for anything but `[a-z][a-z0-9_]*`. */
export function checkedDatabaseName(name: string): string {
  if (allowed.test(name)) return name;
  throw new Failure('bad_request', `"${name}" cannot be the name of a database.`, 'Use up to 41 lower-case letters, digits and underscores, starting with a letter.');
}

const prefix = 'hindcast_';

/** Postgres servers hold other people's databases too, so ours carry the product's name. */
export const stateDatabaseName = (name: string): string => prefix + checkedDatabaseName(name);
export const isStateDatabase = (name: string): boolean => name.startsWith(prefix);
export const withoutPrefix = (name: string): string => name.slice(prefix.length);
