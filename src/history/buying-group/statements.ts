import { z } from 'zod';
import { visibleAsks, visibleRows } from '../../store/index.ts';
import { contactsOn, inMs, knownActivity, namesCompany, ofCompany, onDate, oneThread, upTo } from '../pages/known-rows.ts';

const ms = z.coerce.number();
const counts = { times: z.coerce.number(), first_at: ms, last_at: ms };
const count = `count() AS times, ${inMs('min(at)')} AS first_at, ${inMs('max(at)')} AS last_at`;

/** Whom an activity names: the contact, else the inquiry; '' for nobody. */
const personKey = "multiIf(ifNull(contact_id, '') != '', concat('contact:', source_system, ':', ifNull(contact_id, '')), ifNull(lead_id, '') != '', concat('lead:', source_system, ':', ifNull(lead_id, '')), '')";
const parts = (rows: string): string => `SELECT key, type, ${count} FROM (${rows}) WHERE key != '' GROUP BY key, type ORDER BY times DESC, key, type LIMIT 2000` + oneThread;
const partColumns = `${personKey} AS key, ifNull(type, '') AS type, at`;
const partRow = z.object({ key: z.string(), type: z.string(), ...counts });

/** What people took part in of a deal, by type of activity. */
export const partsInDeal = {
  name: 'parts_in_deal', text: parts(onDate('activity', partColumns, 'deal_id = {deal:String}', knownActivity)),
  parameters: z.object({ deal: z.string(), asOf: z.number() }), row: partRow,
} as const;

/** Activities that name a company and no deal, and happened between two instants. */
export const partsAtCompany = {
  name: 'parts_at_company', parameters: ofCompany.extend({ from: z.number(), to: z.number() }), row: partRow,
  text: parts(onDate('activity', partColumns, `${namesCompany} AND ifNull(deal_id, '') = ''`, `${knownActivity} AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at <= fromUnixTimestamp64Milli({to:Int64})`)),
} as const;

const saidBy = (column: string): string => `${column} <= fromUnixTimestamp64Milli({saidBy:Int64})`;

/** Contacts who answered about a deal, through our own links or in imported answers; our own links name no source. An answer that was withdrawn for a "no answer" is none. */
export const answersOnDeal = {
  name: 'answers_on_deal',
  text: `SELECT source, contact, ${inMs('min(answered)')} AS first_at, ${inMs('max(answered)')} AS last_at, count() AS times FROM (
    SELECT '' AS source, ifNull(contact_id, '') AS contact, maxIf(occurred_at, fact = 'answered') AS answered FROM ${visibleAsks('analyse')} AND deal_id = {deal:String} AND ${saidBy('occurred_at')} GROUP BY ask_id, contact HAVING argMaxIf(fact, occurred_at, fact IN ('answered', 'declined')) = 'answered'
    UNION ALL ${onDate('answer', "toString(source_system) AS source, ifNull(contact_id, '') AS contact, assumeNotNull(at) AS answered", 'deal_id = {deal:String}', `at IS NOT NULL AND ${upTo('at')} AND ${upTo('known_at')}`)}
  ) WHERE contact != '' GROUP BY source, contact ORDER BY contact, source LIMIT 500` + oneThread,
  parameters: z.object({ deal: z.string(), asOf: z.number(), saidBy: z.number() }),
  row: z.object({ source: z.string(), contact: z.string(), ...counts }),
} as const;

const nullableText = z.string().nullable();
const named = { name: nullableText, title: nullableText };

/** Contacts of a company, by key. */
export const contactsOfCompany = {
  name: 'contacts_of_company', text: `SELECT concat('contact:', source_system, ':', record_id) AS key, name, title FROM (${contactsOn(namesCompany)}) ORDER BY key LIMIT 20000` + oneThread,
  parameters: ofCompany, row: z.object({ key: z.string(), ...named }),
} as const;

/** Names of people by the keys of their records; `ids` alone leave nearly all rows out first. Of inquiries there is no title. */
export const namesByKey = {
  name: 'names_by_key',
  text: `SELECT concat('contact:', source_system, ':', record_id) AS key, name, title FROM (${contactsOn('record_id IN {ids:Array(String)}')}) WHERE key IN {keys:Array(String)} `
    + `UNION ALL SELECT * FROM (${onDate('lead', "concat('lead:', source_system, ':', record_id) AS key, name, NULL AS title", 'record_id IN {ids:Array(String)}', upTo('ifNull(created_at, known_at)'))}) WHERE key IN {keys:Array(String)}` + oneThread,
  parameters: z.object({ ids: z.array(z.string()), keys: z.array(z.string()), asOf: z.number() }), row: z.object({ key: z.string(), ...named }),
} as const;

const keyed = (kind: 'contact' | 'lead', id = 'record_id'): string => `concat('${kind}:', source_system, ':', ifNull(${id}, ''))`;

/** A deal's contacts as a source lists them, or as somebody answered: known from the day of the row on, else from its import on. */
export const contactsListed = {
  name: 'contacts_listed', parameters: z.object({ deal: z.string(), asOf: z.number() }),
  text: onDate('deal_contact', `${keyed('contact', 'contact_id')} AS key, toString(source_system) AS source, ifNull(role, '') AS role, ifNull(told_by, '') AS toldBy, ${inMs('ifNull(at, known_at)')} AS said_at`, 'deal_id = {deal:String}', `said_at <= {asOf:Int64} ORDER BY key, said_at LIMIT 2000`) + oneThread,
  row: z.object({ key: z.string(), source: z.string(), role: z.string(), toldBy: z.string(), said_at: ms }),
} as const;

/** Roles that records of contacts have, whatever the deal: known from their import on. */
export const rolesOfContacts = {
  name: 'roles_of_contacts', parameters: z.object({ ids: z.array(z.string()), keys: z.array(z.string()), asOf: z.number() }),
  text: onDate('contact', `${keyed('contact')} AS key, toString(source_system) AS source, ifNull(role, '') AS role, ${inMs('known_at')} AS said_at`, 'record_id IN {ids:Array(String)}', `role != '' AND key IN {keys:Array(String)} AND ${upTo('known_at')} ORDER BY key`) + oneThread,
  row: z.object({ key: z.string(), source: z.string(), role: z.string(), said_at: ms }),
} as const;

/** Which of some records may be looked at. */
export const keysToShow = {
  name: 'keys_to_show', parameters: z.object({ ids: z.array(z.string()), keys: z.array(z.string()) }), row: z.object({ key: z.string() }),
  text: (['contact', 'lead'] as const).map((kind) => `SELECT DISTINCT ${keyed(kind)} AS key FROM ${visibleRows(kind, 'analyse')} AND record_id IN {ids:Array(String)} AND key IN {keys:Array(String)}`).join(' UNION ALL ') + oneThread,
} as const;
