import { z } from 'zod';
import { visibleRows } from '../../store/index.ts';
import type { Kind } from '../../model/index.ts';

/** A look-up reads a few granules: sharing them out over threads costs more than it saves. */
export const oneThread = ' SETTINGS max_threads = 1';

export const upTo = (column: string): string => `${column} <= fromUnixTimestamp64Milli({asOf:Int64})`;

/** The newest version known by the date; where none was, the first one stands in. */
const asKnown = `ORDER BY if(${upTo('known_at')}, 1, -1) * toUnixTimestamp64Milli(known_at) DESC, batch_id DESC LIMIT 1 BY source_system, record_id`;

/** A person as known on the date: a title is known from its import on, a name says who is meant. */
export const contactsOn = (where: string): string =>
  `SELECT source_system, record_id, name, if(known_at <= fromUnixTimestamp64Milli({asOf:Int64}), title, NULL) AS title FROM (SELECT * FROM ${visibleRows('contact', 'analyse')} `
  + `AND (${where}) AND ${upTo('ifNull(created_at, known_at)')} ${asKnown}) WHERE NOT removed`;

/** The version of each record that was known on the date, where that version passes `shown` and the record was not deleted by then. */
export const onDate = (kind: Kind, columns: string, where: string, shown: string): string =>
  `SELECT ${columns} FROM (SELECT * FROM ${visibleRows(kind, 'analyse')} AND (${where}) ${asKnown}) WHERE NOT removed AND ${shown}`;

export const inMs = (column: string): string => `toUnixTimestamp64Milli(${column})`;

/** Rows that name an account by one of a company's ids. An id that a record of another company has, too, means that one in its own source: `others`, as SOURCE:ID. */
export const namesCompany = "account_id IN {accounts:Array(String)} AND concat(source_system, ':', ifNull(account_id, '')) NOT IN {others:Array(String)}";
export const ofCompany = z.object({ accounts: z.array(z.string()), others: z.array(z.string()), asOf: z.number() });

/** An activity is shown once it happened and was written down. */
export const knownActivity = upTo('greatest(at, ifNull(recorded_at, at))');
