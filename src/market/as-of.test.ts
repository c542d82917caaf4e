import { expect, test } from 'vitest';
import { dayMs, type Company } from './company.ts';
import { byKey, cell, companyOf, exportOf, moment, rowsOf, type Row } from './testing.ts';
import { snapshotAt, truth } from './truth/truth.ts';

const cuts = [11, 12, 13].flatMap((seed) => {
  const company = companyOf(seed);
  const full = exportOf(company);
  return [0.07, 0.4, 0.71, 0.98].map((share) => {
    const at = Math.floor(company.startMs + share * (company.endMs - company.startMs));
    return { company, full, at, seed, day: new Date(at).toISOString().slice(0, 10) };
  });
});

/** Cells show whole seconds, so a row of the cut's own second may go either way. */
const isBefore = (at: number) => (row: Row): boolean => moment(row, 'Created Date') + 1000 <= at;

test.each(cuts)('an export of seed $seed made at $day holds the history and activities recorded by then, unchanged', ({ company, full, at }) => {
  const early = exportOf(company, at);
  for (const [file, key] of [['opportunity_history.csv', 'History ID'], ['activities.csv', 'Activity ID'], ['contacts.csv', 'Contact ID'], ['accounts.csv', 'Account ID']] as const) {
    const rows = rowsOf(early, file);
    const final = byKey(rowsOf(full, file), key);
    const known = rows.filter(isBefore(at));
    expect(rows.every((row) => moment(row, 'Created Date') <= at), file).toBe(true);
    expect(known, file).toEqual(known.map((row) => final.get(cell(row, key))));
    expect(known.length, file).toBe([...final.values()].filter(isBefore(at)).length);
  }
});

test.each(cuts)('current fields of seed $seed at $day are those of the last history row, and equal the snapshot', ({ company, at }) => {
  const early = exportOf(company, at);
  const last = byKey(rowsOf(early, 'opportunity_history.csv'), 'Opportunity ID');
  const rows = rowsOf(early, 'opportunities.csv');
  const shown = (row: Row | undefined): unknown => row && [cell(row, row['To Stage'] === undefined ? 'Stage' : 'To Stage'), row['Amount'], row['Close Date'], row['Probability (%)']];
  for (const row of rows) expect(shown(row)).toEqual(shown(last.get(cell(row, 'Opportunity ID'))));
  expect(current(rows)).toEqual(snapshotted(company, at));
});

const current = (rows: readonly Row[]): Map<string, unknown> => new Map(rows.map((row) => [cell(row, 'Opportunity ID'), {
  stage: cell(row, 'Stage'), amount: row['Amount'] === '' ? null : Number(row['Amount']), closeDate: moment(row, 'Close Date'), owner: cell(row, 'Opportunity Owner'),
  nextStep: cell(row, 'Next Step'), probability: Number(row['Probability (%)']), lossReason: cell(row, 'Loss Reason'), fitScore: row['Fit Score'] === '' ? null : Number(row['Fit Score']),
}]));

const snapshotted = (from: Company, at: number): Map<string, unknown> => new Map([...snapshotAt(from, at)].map(([id, record]) => [id, { ...record, owner: from.reps[record.owner]?.name }]));

test.each(cuts)('nothing of a close, an invoice, a cost, an answer or a conversion is known before it: seed $seed, $day', ({ company, at }) => {
  const early = exportOf(company, at);
  const endings = new Map(truth(company).deals.map((deal) => [deal.id, deal.endsAt]));
  for (const row of rowsOf(early, 'opportunities.csv')) {
    if (cell(row, 'Stage').startsWith('Closed')) expect(endings.get(cell(row, 'Opportunity ID'))).toBeLessThanOrEqual(at);
    else expect([row['Loss Reason'], row['Fit Score']]).toEqual(['', '']);
    if (row['Last Activity'] !== '') expect(moment(row, 'Last Activity')).toBeLessThanOrEqual(at);
  }
  const dated = [['invoices.csv', ['Invoice Date']], ['deal_costs.csv', ['Cost Date']], ['leads.csv', ['Created Date', 'First Response Date', 'Converted Date']]] as const;
  for (const [file, columns] of dated) {
    for (const row of rowsOf(early, file)) for (const column of columns) if (row[column] !== '') expect(moment(row, column)).toBeLessThanOrEqual(at);
  }
  const others = [['web_visits.csv', ['Week']], ['form_fills.csv', ['Submitted At']], ['usage.csv', ['Week']], ['tickets.csv', ['Opened At', 'Solved At']], ['satisfaction.csv', ['Asked At']], ['buyer_answers.csv', ['Asked At', 'Answered At']], ['news.csv', ['Published At']], ['finance_ledger.csv', ['Posted On']]] as const;
  for (const [file, columns] of others) {
    for (const row of rowsOf(early, file)) for (const column of columns) if (row[column] !== '') expect(moment(row, column)).toBeLessThanOrEqual(at);
  }
  for (const row of rowsOf(early, 'campaign_spend.csv')) expect(moment(row, 'Month') + 28 * dayMs).toBeLessThanOrEqual(at);
});

test.each(cuts)('what never changes about a lead, an invoice or a deal reads the same for seed $seed at $day as at the end', ({ company, full, at }) => {
  const fixed = [
    ['leads.csv', 'Lead ID', ['Lead Name', 'Email', 'Company', 'Lead Source', 'Campaign', 'Lead Owner', 'Created Date']],
    ['invoices.csv', 'Invoice Number', ['Opportunity ID', 'Product', 'Invoice Date', 'Net Amount']],
    ['tickets.csv', 'Ticket Number', ['Account ID', 'Opened At', 'Severity', 'Topic']],
    ['news.csv', 'News ID', ['Published At', 'Outlet', 'Headline', 'About', 'Tone', 'Industry']],
    ['finance_ledger.csv', 'Entry', ['Posted On', 'Cost Center', 'Booking Text', 'Debit EUR']],
    ['satisfaction.csv', 'Survey ID', ['Account ID', 'Asked At', 'Would Recommend (0-10)']],
    ['deal_costs.csv', 'Cost ID', ['Opportunity ID', 'Cost Category', 'Cost Date', 'Cost Amount']],
    ['opportunities.csv', 'Opportunity ID', ['Opportunity Name', 'Account ID', 'Created Date', 'Lead Source', 'Type', 'Product']],
  ] as const;
  const early = exportOf(company, at);
  for (const [file, key, columns] of fixed) {
    const final = byKey(rowsOf(full, file), key);
    const pick = (row: Row | undefined): unknown => columns.map((column) => row?.[column]);
    for (const row of rowsOf(early, file)) expect(pick(row), file).toEqual(pick(final.get(cell(row, key))));
  }
});

test('asking beyond the end of the world answers as of its end', () => {
  const small = companyOf(11);
  const late = exportOf(small, small.endMs + 400 * dayMs).map((table) => [...table.rows()]);
  expect(late).toEqual(exportOf(small).map((table) => [...table.rows()]));
});
