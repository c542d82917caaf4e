import type { Company } from '../company.ts';
import { accounts, contacts, products, reps } from './account-tables.ts';
import { answers, news, surveys, tickets, toolLog, usage, visits } from './customer-tables.ts';
import { activities, history, opportunities } from './deal-tables.ts';
import { dynamics } from './layouts/dynamics.ts';
import { hubspot } from './layouts/hubspot.ts';
import { pipedrive } from './layouts/pipedrive.ts';
import { salesforce } from './layouts/salesforce.ts';
import { forms, leads } from './lead-tables.ts';
import { campaigns, costs, invoices, ledger } from './money-tables.ts';
import type { ExportTable } from './table.ts';

/** The words and habits of which CRM the sales files are told in; `plain` has a file for everything. */
export type Layout = 'plain' | 'salesforce' | 'hubspot' | 'pipedrive' | 'dynamics';

const layouts: Readonly<Record<Layout, (plain: readonly ExportTable[]) => readonly ExportTable[]>> = { plain: (tables) => tables, salesforce, hubspot, pipedrive, dynamics };

/**
 * All files of an export made at `when` (UTC ms; the world's end at the latest): nothing in them was written later. Equal moments give equal bytes.
 * The layout of a CRM gives what its standard reports give: deals, their history, activities, accounts and contacts. Other teams' files come with `plain` alone.
 * A company without a sales tool has no log of it.
 */
export function exportsAt(company: Company, when: number, layout: Layout = 'plain'): readonly ExportTable[] {
  const at = Math.min(when, company.endMs - 1);
  const crm = [accounts, contacts, products, reps, opportunities, history, activities, leads];
  const others = [invoices, costs, campaigns, ledger, visits, forms, usage, tickets, surveys, answers, news, ...(company.planted.tool ? [toolLog] : [])];
  return layouts[layout]([...crm, ...others].map((table) => table(company, at)));
}
