import { z } from 'zod';
import { newestRows, visibleRows } from '../../store/index.ts';
import type { Kind } from '../../model/index.ts';
import { contactsOn, inMs, knownActivity, namesCompany, ofCompany, onDate, oneThread, upTo } from './known-rows.ts';

const nullableText = z.string().nullable();
const ms = z.coerce.number();
const nullableMs = z.coerce.number().nullable();

/** Newest visible version of each record that matches a filter, without what was deleted; the filter runs before versions are folded. */
const current = (kind: Kind, columns: string, where: string): string =>
  `SELECT ${columns} FROM ${newestRows(kind, 'analyse', '*', `AND (${where})`)}`;

const byDeals = z.object({ deals: z.array(z.string()), asOf: z.number() });

export const accountStatement = {
  name: 'account_by_id',
  text: current('account', `record_id, source_system, name, industry, country, owner, ${inMs('created_at')} AS created_at, attributes, domain, employees, annual_revenue, region, parent`, `record_id IN {accounts:Array(String)} AND concat(source_system, ':', record_id) NOT IN {others:Array(String)} AND ${upTo('known_at')}`) + oneThread,
  parameters: ofCompany,
  row: z.object({ record_id: z.string(), source_system: z.string(), name: nullableText, industry: nullableText, country: nullableText, owner: nullableText, created_at: nullableMs, attributes: z.record(z.string(), z.string()), domain: nullableText, employees: z.coerce.number().nullable(), annual_revenue: z.coerce.number().nullable(), region: nullableText, parent: nullableText }),
} as const;

export const contactsOfAccount = {
  name: 'contacts_of_account',
  text: contactsOn(namesCompany) + oneThread,
  parameters: ofCompany,
  row: z.object({ source_system: z.string(), record_id: z.string(), name: nullableText, title: nullableText }),
} as const;

/** Which account contacts named, version by version: of those that ever named this one. */
export const contactVersions = {
  name: 'contact_versions_of_account',
  text: `SELECT source_system, record_id, ${inMs('ifNull(created_at, known_at)')} AS since, ${inMs('known_at')} AS at_ms, account_id FROM ${visibleRows('contact', 'analyse')} AND ${upTo('known_at')} `
    + `AND (source_system, record_id) IN (SELECT source_system, record_id FROM ${visibleRows('contact', 'analyse')} AND ${namesCompany}) ORDER BY source_system, record_id, known_at, batch_id` + oneThread,
  parameters: ofCompany,
  row: z.object({ source_system: z.string(), record_id: z.string(), since: ms, at_ms: ms, account_id: nullableText }),
} as const;

const activityColumns = `record_id, deal_id, contact_id, type, subject, owner, direction, ${inMs('at')} AS at_ms`;
const activityRow = z.object({ record_id: z.string(), deal_id: nullableText, contact_id: nullableText, type: nullableText, subject: nullableText, owner: nullableText, direction: nullableText, at_ms: ms });

/**
 * Rows of an account: those that name it, and those of its deals that do not. Two reads, because each can skip by its own
 * index and one with OR could not.
 */
const ofAccount = (kind: Kind, columns: string, also: string): string =>
  `${onDate(kind, columns, namesCompany, also)} UNION ALL `
  + `${onDate(kind, columns, `deal_id IN {deals:Array(String)} AND (account_id IS NULL OR NOT (${namesCompany}))`, also)}`;

export const activitiesOfAccount = {
  name: 'activities_of_account',
  text: `SELECT * FROM (${ofAccount('activity', activityColumns, knownActivity)}) ORDER BY at_ms DESC, record_id LIMIT {limit:UInt32}` + oneThread,
  parameters: ofCompany.extend({ deals: z.array(z.string()), limit: z.number() }),
  row: activityRow,
} as const;

export const touchesByContact = {
  name: 'touches_by_contact',
  text: `SELECT contact_id, count() AS touches, ${inMs('max(at)')} AS last_at FROM (${ofAccount('activity', 'record_id, contact_id, at', `contact_id IS NOT NULL AND ${knownActivity}`)}) GROUP BY contact_id` + oneThread,
  parameters: ofCompany.extend({ deals: z.array(z.string()) }),
  row: z.object({ contact_id: z.string(), touches: z.coerce.number(), last_at: ms }),
} as const;

export const stageChangesOfDeals = {
  name: 'stage_changes_of_deals',
  text: `SELECT * FROM (${onDate('stage_change', `record_id, deal_id, stage, from_stage, by, ${inMs('at')} AS at_ms`, 'deal_id IN {deals:Array(String)}', upTo('at'))}) ORDER BY at_ms DESC, record_id LIMIT 2000` + oneThread,
  parameters: byDeals,
  row: z.object({ record_id: z.string(), deal_id: z.string(), stage: z.string(), from_stage: nullableText, by: nullableText, at_ms: ms }),
} as const;

export const invoicesOfAccount = {
  name: 'invoices_of_account',
  text: `SELECT * FROM (${ofAccount('invoice', `record_id, deal_id, product, amount_cents, currency, ${inMs('at')} AS at_ms`, upTo('at'))}) ORDER BY at_ms DESC, record_id LIMIT 500` + oneThread,
  parameters: ofCompany.extend({ deals: z.array(z.string()) }),
  row: z.object({ record_id: z.string(), deal_id: nullableText, product: nullableText, amount_cents: z.coerce.number().nullable(), currency: nullableText, at_ms: ms }),
} as const;

export const costsOfAccount = {
  name: 'costs_of_account',
  text: `SELECT * FROM (${ofAccount('cost', `record_id, deal_id, category, amount_cents, currency, ${inMs('at')} AS at_ms`, upTo('at'))}) ORDER BY at_ms DESC, record_id LIMIT 500` + oneThread,
  parameters: ofCompany.extend({ deals: z.array(z.string()) }),
  row: z.object({ record_id: z.string(), deal_id: nullableText, category: nullableText, amount_cents: z.coerce.number().nullable(), currency: nullableText, at_ms: ms }),
} as const;

export const activitiesOfDeal = {
  name: 'activities_of_deal',
  text: `SELECT * FROM (${onDate('activity', activityColumns, 'deal_id = {deal:String}', knownActivity)}) ORDER BY at_ms DESC, record_id LIMIT 300` + oneThread,
  parameters: z.object({ deal: z.string(), asOf: z.number() }),
  row: activityRow,
} as const;

export const contactsById = {
  name: 'contacts_by_id',
  text: contactsOn('record_id IN {contacts:Array(String)}') + oneThread,
  parameters: z.object({ contacts: z.array(z.string()), asOf: z.number() }),
  row: z.object({ source_system: z.string(), record_id: z.string(), name: nullableText, title: nullableText }),
} as const;

export const searchStatement = {
  name: 'search',
  text: `SELECT * FROM (SELECT 'account' AS kind, record_id AS id, ifNull(name, record_id) AS title, industry AS detail FROM (${current('account', 'record_id, name, industry', "positionCaseInsensitiveUTF8(ifNull(name, record_id), {text:String}) > 0")}) LIMIT 8)`
    + ` UNION ALL SELECT * FROM (SELECT 'deal' AS kind, record_id AS id, ifNull(name, record_id) AS title, account_name AS detail FROM (${current('deal', 'record_id, name, account_name', "positionCaseInsensitiveUTF8(concat(ifNull(name, ''), ' ', record_id, ' ', ifNull(account_name, '')), {text:String}) > 0")}) LIMIT 8)`
    + ` UNION ALL SELECT * FROM (SELECT 'inquiry' AS kind, record_id AS id, ifNull(company, record_id) AS title, source_name AS detail FROM (${current('lead', 'record_id, company, ifNull(campaign, source) AS source_name', "positionCaseInsensitiveUTF8(concat(ifNull(company, ''), ' ', record_id), {text:String}) > 0")}) LIMIT 8)`,
  parameters: z.object({ text: z.string() }),
  row: z.object({ kind: z.enum(['account', 'deal', 'inquiry']), id: z.string(), title: z.string(), detail: nullableText }),
} as const;
