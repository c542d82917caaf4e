import { exportsAt, type Company } from '../../src/market/index.ts';

/** What a company's own files say, read without the product. */
export interface CompanyBook {
  readonly createdAt: ReadonlyMap<string, number>;
  /** Share of won amounts that costs of deals leave. */
  readonly marginShare: number;
}

export function bookOf(company: Company): CompanyBook {
  const tables = new Map(exportsAt(company, company.endMs - 1).map((table) => [table.file, table]));
  const rowsOf = (file: string): Array<Record<string, string>> => {
    const table = tables.get(file);
    return table === undefined ? [] : [...table.rows()].map((row) => Object.fromEntries(table.header.map((name, index) => [name, row[index] ?? ''])));
  };
  const deals = rowsOf('opportunities.csv');
  const won = deals.reduce((sum, deal) => sum + (deal['Stage'] === 'Closed Won' ? Number(deal['Amount']) : 0), 0);
  const costs = rowsOf('deal_costs.csv').reduce((sum, cost) => sum + Number(cost['Cost Amount']), 0);
  return { createdAt: new Map(deals.map((deal) => [deal['Opportunity ID'] as string, Date.parse(deal['Created Date'] as string)])), marginShare: 1 - costs / won };
}
