import { z } from 'zod';
import { newestRows } from '../../store/index.ts';
import type { PersonKind, ReadPurpose } from '../../model/index.ts';

const columnOf: Readonly<Record<PersonKind, string>> = { contact: 'contact_id', lead: 'lead_id' };

/**
 * Touches that name records of one kind (`keys` are `source:id`; their `ids` alone leave nearly all rows out first), counted by type, with the deals they name. What was written
 * about a touch is not read.
 */
export const touchesOfRecords = (kind: PersonKind, purpose: ReadPurpose) => ({
  name: `touches_of_${kind}_${purpose}`,
  text: `SELECT ifNull(type, '') AS kind, count() AS n, toUnixTimestamp64Milli(min(at)) AS first_at, toUnixTimestamp64Milli(max(at)) AS last_at, groupUniqArray(ifNull(deal_id, '')) AS deals `
    + `FROM ${newestRows('activity', purpose, '*', `AND ${columnOf[kind]} IN {ids:Array(String)} AND concat(source_system, ':', ifNull(${columnOf[kind]}, '')) IN {keys:Array(String)}`)} GROUP BY kind ORDER BY n DESC, kind`,
  parameters: z.object({ ids: z.array(z.string()), keys: z.array(z.string()) }),
  row: z.object({ kind: z.string(), n: z.coerce.number(), first_at: z.coerce.number(), last_at: z.coerce.number(), deals: z.array(z.string()) }),
} as const);

/** Answers of buyers that an import brought and that name a contact. */
export const answersOfContacts = (purpose: ReadPurpose) => ({
  name: `answers_of_contacts_${purpose}`,
  text: `SELECT deal_id, toUnixTimestamp64Milli(asked_at) AS asked, toUnixTimestamp64Milli(at) AS answered, said, text `
    + `FROM ${newestRows('answer', purpose, '*', "AND contact_id IN {ids:Array(String)} AND concat(source_system, ':', ifNull(contact_id, '')) IN {keys:Array(String)}")} ORDER BY answered, asked`,
  parameters: z.object({ ids: z.array(z.string()), keys: z.array(z.string()) }),
  row: z.object({ deal_id: z.string().nullable(), asked: z.coerce.number().nullable(), answered: z.coerce.number().nullable(), said: z.string().nullable(), text: z.string().nullable() }),
} as const);
