import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import { personName, sources } from '../names.ts';
import { webKeptDays } from '../record/web-visits.ts';
import { accountAt, type Account } from '../world/account-world.ts';
import { dealLife } from '../world/deal-life.ts';
import { repName, time, type ExportTable } from './table.ts';

export const campaignNames = ['Spring fair', 'Search always on', 'Partner webinar', 'Customer day', 'Trade magazine', 'Autumn fair'];

export const leads = (company: Company, at: number): ExportTable => ({
  file: 'leads.csv',
  header: ['Lead ID', 'Lead Name', 'Email', 'Company', 'Lead Source', 'Campaign', 'Lead Status', 'Lead Owner', 'Created Date', 'First Response Date', 'Converted Date', 'Converted Opportunity ID'],
  *rows() {
    const converted = Math.min(company.deals, Math.floor(company.leads * 0.25));
    for (let index = 0; index < company.leads; index += 1) {
      const row = index < converted ? convertedLead(company, index, at) : openLead(company, index, at);
      if (row) yield row;
    }
  },
});

/** A quarter of the inquiries became deals: these came in some days before their deal was opened. */
function convertedLead(company: Company, index: number, at: number): string[] | null {
  const chance = new Chance('lead', company.seed, index);
  const life = dealLife(company, Math.floor((index / Math.floor(company.leads * 0.25)) * company.deals));
  const createdAt = life.createdAt - chance.waiting(12) * dayMs;
  if (createdAt > at || createdAt < company.startMs) return null;
  const respondedAt = Math.min(life.createdAt, createdAt + chance.lognormal(6, 1) * patience(company, life.account) * 3_600_000);
  const isConverted = life.createdAt <= at;
  return [`LEA-${index + 1}`, life.account.contacts[0]?.name ?? '', life.account.contacts[0]?.email ?? '', life.account.name, life.source, chance.pick(campaignNames), isConverted ? 'Converted' : 'Working', repName(company, life.rep), time(createdAt), respondedAt <= at ? time(respondedAt) : '', isConverted ? time(life.createdAt) : '', isConverted ? life.id : ''];
}

function openLead(company: Company, index: number, at: number): string[] | null {
  const chance = new Chance('lead', company.seed, index);
  const createdAt = company.startMs + chance.uniform() * (company.endMs - company.startMs);
  if (createdAt > at) return null;
  const answeredIn = chance.lognormal(20, 1.2) * 3_600_000;
  const neverAnswered = chance.happens(0.15);
  const name = personName(chance);
  const account = accountAt(company, chance.whole(0, company.accounts - 1));
  const respondedAt = createdAt + answeredIn * patience(company, account);
  const answered = respondedAt <= at && !neverAnswered;
  return [`LEA-${index + 1}`, name, `${name.toLowerCase().replace(' ', '.')}@${account.domain}`, account.name, chance.pick(sources.slice(0, 5)), chance.pick(campaignNames), answered ? chance.pick(['Working', 'Unqualified', 'Nurture']) : 'New', repName(company, account.rep), time(createdAt), answered ? time(respondedAt) : '', '', ''];
}

/** How many times as long as others this account waits for an answer. */
const patience = ({ planted: { disparity } }: Company, account: Account): number => (disparity?.country === account.country ? disparity.responseFactor : 1);

/** Forms sent in on the site: what the web team has of inquiries that came that way. */
export const forms = (company: Company, at: number): ExportTable => ({
  file: 'form_fills.csv',
  header: ['Form Fill ID', 'Submitted At', 'Form', 'Email', 'Company', 'Landing Page'],
  *rows() {
    const table = leads(company, at);
    for (const row of table.rows()) {
      const lead = Object.fromEntries(table.header.map((name, cell) => [name, row[cell] ?? '']));
      const submitted = lead['Created Date'] ?? '';
      if (lead['Lead Source'] !== 'Web' || submitted < time(at - webKeptDays * dayMs)) continue;
      const chance = new Chance('form', company.seed, lead['Lead ID'] ?? '');
      yield [`FRM-${(lead['Lead ID'] ?? '').slice(4)}`, submitted, chance.pick(['Ask for an offer', 'Demo', 'Document']), lead['Email'] ?? '', lead['Company'] ?? '', chance.pick(['/prices', '/products', '/contact'])];
    }
  },
});
