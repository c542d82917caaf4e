import { describe, expect, test } from 'vitest';
import { dayMs } from './company.ts';
import { copiesOf } from './record/duplicates.ts';
import { dealLife } from './world/deal-life.ts';
import { byKey, cell, companyOf, exportOf, moment, rowsOf, type Row } from './testing.ts';

const worlds = [companyOf(1), companyOf(2), companyOf(3), companyOf(4), companyOf(5), companyOf(6, 'S')];

describe.each(worlds.map((company) => ({ name: `${company.size}, seed ${company.seed}`, company })))('the export of $name', ({ company }) => {
  const tables = exportOf(company);
  const rows = Object.fromEntries(tables.map((table) => [table.file, rowsOf(tables, table.file)])) as Record<string, Row[]>;
  const file = (name: string): Row[] => rows[`${name}.csv`] as Row[];
  const accounts = byKey(file('accounts'), 'Account ID');
  const deals = byKey(file('opportunities'), 'Opportunity ID');
  const contacts = byKey(file('contacts'), 'Contact ID');
  const firsts = new Map(copiesOf(company).accounts.map((copy) => [copy.id, copy.of]));
  /** The company behind an account record, which may be a second one of it. */
  const companyOfRow = (row: Row): string => firsts.get(cell(row, 'Account ID')) ?? cell(row, 'Account ID');
  const of = (row: Row, from: Map<string, Row>, column: string): Row => {
    const found = from.get(cell(row, column));
    if (!found) throw new Error(`${column} ${cell(row, column)} leads nowhere`);
    return found;
  };

  test('gives every row as many cells as the header, and keys that are unique', () => {
    for (const table of tables) {
      expect(new Set(table.header).size, table.file).toBe(table.header.length);
      const keys = new Set<string>();
      let count = 0;
      for (const row of table.rows()) {
        if (row.length !== table.header.length) throw new Error(`${table.file}: ${row.join('|')}`);
        keys.add(table.file === 'campaign_spend.csv' ? `${row[0]} ${row[2]}` : row[0] as string);
        count += 1;
      }
      expect(keys.size, table.file).toBe(count);
      expect(count, table.file).toBeGreaterThan(0);
    }
  });

  test('has no negative or unreadable amount', () => {
    const columns = /^(Amount|Net Amount|Cost Amount|Spend|List Price|Employees)$/;
    for (const [name, list] of Object.entries(rows)) {
      for (const row of list) {
        for (const [column, value] of Object.entries(row)) {
          if (columns.test(column) && value !== '' && !/^\d+(\.\d\d)?$/.test(value)) throw new Error(`${name} ${column}: ${value}`);
        }
      }
    }
    expect(file('opportunities').filter((row) => row['Amount'] === '').length).toBeLessThan(deals.size * 0.15);
  });

  test('dates nothing in the future but expected closes of open deals', () => {
    for (const [name, list] of Object.entries(rows)) {
      for (const row of list) {
        for (const [column, value] of Object.entries(row)) {
          const expected = column === 'Close Date' && !(row['Stage'] ?? row['To Stage'] ?? '').startsWith('Closed');
          if (!/^(.* Date|Month|Last Activity)$/.test(column) || value === '' || expected) continue;
          if (moment(row, column) >= company.endMs || moment(row, column) < company.startMs - 31 * dayMs) throw new Error(`${name} ${column}: ${value}`);
        }
      }
    }
    expect(deals.size).toBe(company.deals);
  });

  test('opens contacts and deals after their account, and closes deals after they were opened', () => {
    for (const contact of contacts.values()) expect(moment(contact, 'Created Date')).toBeGreaterThanOrEqual(moment(of(contact, accounts, 'Account ID'), 'Created Date'));
    for (const deal of deals.values()) {
      expect(moment(deal, 'Created Date')).toBeGreaterThan(moment(of(deal, accounts, 'Account ID'), 'Created Date'));
      expect(moment(deal, 'Close Date') + dayMs, cell(deal, 'Opportunity ID')).toBeGreaterThan(moment(deal, 'Created Date'));
    }
  });

  test('opens no two deals at one moment', () => {
    expect(new Set([...deals.values()].map((deal) => cell(deal, 'Created Date'))).size).toBeGreaterThan(deals.size * 0.995);
  });

  test('logs activities between creation and close only, with people who were known; late entries are entries about earlier', () => {
    let late = 0;
    for (const touch of file('activities')) {
      const deal = of(touch, deals, 'Opportunity ID');
      const at = moment(touch, 'Activity Date');
      const isClosed = cell(deal, 'Stage').startsWith('Closed');
      if (at < moment(deal, 'Created Date')) throw new Error(`${cell(touch, 'Activity ID')} before its deal`);
      if (isClosed && at >= moment(deal, 'Close Date') + dayMs) throw new Error(`${cell(touch, 'Activity ID')} after the close`);
      if (at < moment(of(touch, contacts, 'Contact ID'), 'Created Date')) throw new Error(`${cell(touch, 'Activity ID')} with somebody unknown`);
      if (moment(touch, 'Created Date') < at) throw new Error(`${cell(touch, 'Activity ID')} logged before it happened`);
      if (companyOfRow(of(touch, contacts, 'Contact ID')) !== companyOfRow(deal)) throw new Error('a contact of another account');
      if (isClosed && moment(touch, 'Created Date') >= moment(deal, 'Close Date') + dayMs) late += 1;
    }
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(file('activities').length * 0.03);
  });

  test('writes history in order, opening each deal once and closing it at most once', () => {
    const seen = new Map<string, Row>();
    for (const row of file('opportunity_history')) {
      const id = cell(row, 'Opportunity ID');
      const before = seen.get(id);
      expect(cell(row, 'From Stage')).toBe(before === undefined ? '' : cell(before, 'To Stage'));
      if (before) {
        expect(moment(row, 'Created Date')).toBeGreaterThanOrEqual(moment(before, 'Created Date'));
        expect(cell(before, 'To Stage')).not.toMatch(/^Closed/);
      }
      seen.set(id, row);
    }
    expect(seen.size).toBe(deals.size);
  });

  test('sends no invoice before the win was written down, and bills no more than was sold', () => {
    const closed = new Map(file('opportunity_history').filter((row) => row['To Stage'] === 'Closed Won').map((row) => [cell(row, 'Opportunity ID'), moment(row, 'Created Date')]));
    const billed = new Map<string, number>();
    for (const invoice of file('invoices')) {
      const id = cell(invoice, 'Opportunity ID');
      expect(moment(invoice, 'Invoice Date')).toBeGreaterThan(closed.get(id) ?? Number.POSITIVE_INFINITY);
      expect(cell(invoice, 'Account ID')).toBe(cell(of(invoice, deals, 'Opportunity ID'), 'Account ID'));
      billed.set(id, (billed.get(id) ?? 0) + Number(cell(invoice, 'Net Amount')));
    }
    for (const [id, sum] of billed) expect(sum).toBeLessThanOrEqual(Number(deals.get(id)?.['Amount']) + 0.05);
    for (const cost of file('deal_costs')) if (cost['Cost Category'] === 'Delivery') expect(moment(cost, 'Cost Date')).toBeGreaterThan(closed.get(cell(cost, 'Opportunity ID')) ?? Number.POSITIVE_INFINITY);
  });

  test('answers leads after they came in, and converts them into the deal that they name', () => {
    for (const lead of file('leads')) {
      if (lead['First Response Date'] !== '') expect(moment(lead, 'First Response Date')).toBeGreaterThanOrEqual(moment(lead, 'Created Date'));
      if (lead['Lead Status'] !== 'Converted') continue;
      expect(lead['Converted Date']).toBe(of(lead, deals, 'Converted Opportunity ID')['Created Date']);
      expect(moment(lead, 'Created Date')).toBeLessThanOrEqual(moment(lead, 'Converted Date'));
    }
  });

  test('gives no two accounts one name or one domain, but for second records', () => {
    const first = file('accounts').filter((row) => !firsts.has(cell(row, 'Account ID')));
    for (const column of ['Account Name', 'Website']) expect(new Set(first.map((row) => row[column])).size).toBe(first.length);
    for (const row of file('accounts')) expect(accounts.has(companyOfRow(row))).toBe(true);
  });

  test('measures use, tickets and satisfaction of customers only, after they bought', () => {
    const bought = new Map<string, number>();
    for (const row of file('opportunity_history').filter((one) => one['To Stage'] === 'Closed Won')) {
      const id = companyOfRow(of(row, deals, 'Opportunity ID'));
      bought.set(id, Math.min(bought.get(id) ?? Number.POSITIVE_INFINITY, moment(row, 'Created Date')));
    }
    for (const [name, column] of [['usage', 'Week'], ['tickets', 'Opened At'], ['satisfaction', 'Asked At']] as const) {
      for (const row of file(name)) expect(moment(row, column)).toBeGreaterThan(bought.get(cell(row, 'Account ID')) ?? Number.POSITIVE_INFINITY);
    }
    for (const row of file('tickets')) if (row['Solved At'] !== '') expect(moment(row, 'Solved At')).toBeGreaterThanOrEqual(moment(row, 'Opened At'));
    for (const row of file('satisfaction')) expect(row['Would Recommend (0-10)'] === '' || Number(row['Would Recommend (0-10)']) <= 10).toBe(true);
  });

  test('asks people of the company about deals that are closed, and dates every answer', () => {
    for (const row of file('buyer_answers')) {
      const deal = deals.get(cell(row, 'Deal ID')) as Row;
      expect(cell(deal, 'Stage')).toMatch(/^Closed/);
      expect(companyOfRow(of(row, contacts, 'Contact ID'))).toBe(companyOfRow(deal));
      expect(row['Said'] === '').toBe(row['Answered At'] === '');
      if (row['Answered At'] !== '') expect(moment(row, 'Answered At')).toBeGreaterThanOrEqual(moment(row, 'Asked At'));
    }
  });

  test('dates nothing after the world, in any file', () => {
    for (const [name, column] of [['web_visits', 'Week'], ['form_fills', 'Submitted At'], ['usage', 'Week'], ['tickets', 'Opened At'], ['news', 'Published At'], ['finance_ledger', 'Posted On'], ['buyer_answers', 'Asked At']] as const) {
      for (const row of file(name)) expect(moment(row, column)).toBeLessThan(company.endMs);
    }
  });
});

test('stays follow one another, and the end follows the last', () => {
  const company = companyOf(12, 'S');
  for (let index = 0; index < company.deals; index += 1) {
    const life = dealLife(company, index);
    const moments = [life.createdAt, ...life.stays.slice(1).map((stay) => stay.from), life.endsAt];
    expect(life.stays[0]?.from).toBe(life.createdAt);
    for (const [at, one] of moments.entries()) if (at > 0) expect(one).toBeGreaterThan(moments[at - 1] as number);
  }
});
