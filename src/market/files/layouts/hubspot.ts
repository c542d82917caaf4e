import { openStages } from '../../company.ts';
import type { ExportTable } from '../table.ts';
import { cell, cellsOf, isClosed, numberIn, retold, table, type Cells } from './cells.ts';

const minute = (name: string) => (row: Cells): string => (row[name] ?? '').slice(0, 16);
/** HubSpot numbers its records. */
const numbered = (name: string, from: number) => (row: Cells): string => (row[name] ? String(from + numberIn(row[name])) : '');
const deal = numbered('Opportunity ID', 9_120_000_000);
const company = numbered('Account ID', 7_000_000);
/** CON-12-3 is the third of account 12. */
const contact = (row: Cells): string => {
  const [, account, number] = (row['Contact ID'] ?? '').split('-');
  return account === undefined ? '' : String(51_000_000 + Number(account) * 100 + Number(number));
};

const stages = [...openStages, 'Closed Won', 'Closed Lost'];

/** Views of HubSpot exported with all properties: the deal holds the moment of entering each stage, the last one where there were several. */
export function hubspot(plain: readonly ExportTable[]): ExportTable[] {
  return [
    { ...dealsWithStages(plain), file: 'hubspot-crm-exports-all-deals.csv' },
    retold(table(plain, 'accounts.csv'), 'hubspot-crm-exports-all-companies.csv', {
      'Record ID': company, 'Company name': cell('Account Name'), 'Company Domain Name': cell('Website'), Industry: cell('Industry'), 'Country/Region': cell('Billing Country'), 'Number of Employees': cell('Employees'), 'Company owner': cell('Account Owner'), 'Create Date': minute('Created Date'),
    }),
    retold(table(plain, 'contacts.csv'), 'hubspot-crm-exports-all-contacts.csv', {
      'Record ID': contact, 'Full Name': cell('Full Name'), Email: cell('Email'), 'Job Title': cell('Title'), 'Associated Company IDs': company, 'Create Date': minute('Created Date'),
    }),
    retold(table(plain, 'activities.csv'), 'hubspot-activities.csv', {
      'Activity ID': cell('Activity ID'), 'Activity type': cell('Activity Type'), 'Activity date': minute('Activity Date'), 'Activity assigned to': cell('Assigned To'), 'Associated Deal IDs': deal, 'Create Date': minute('Created Date'),
    }),
  ];
}

function dealsWithStages(plain: readonly ExportTable[]): ExportTable {
  const entered = Object.fromEntries(stages.map((stage) => [`Date entered "${stage} (Sales Pipeline)"`, (row: Cells) => row[`entered ${stage}`] ?? '']));
  return retold(withEntered(plain), 'deals', {
    'Record ID': deal, 'Deal Name': cell('Opportunity Name'), 'Deal Stage': cell('Stage'), Pipeline: () => 'Sales Pipeline', Amount: cell('Amount'), Currency: cell('Amount Currency'), 'Create Date': minute('Created Date'),
    'Close Date': (row) => `${row['Close Date'] ?? ''} ${isClosed(row['Stage'] ?? '') ? '16:30' : '00:00'}`, 'Deal owner': cell('Opportunity Owner'), 'Deal Type': cell('Type'), 'Last Activity Date': cell('Last Activity'), 'Closed Lost Reason': cell('Loss Reason'),
    'Associated Company': cell('Account Name'), 'Associated Company IDs': company, ...entered,
  });
}

/** Deals with a column more per stage. */
function withEntered(plain: readonly ExportTable[]): ExportTable {
  const deals = table(plain, 'opportunities.csv');
  return {
    file: deals.file, header: [...deals.header, ...stages.map((stage) => `entered ${stage}`)],
    *rows() {
      const moments = new Map<string, string>();
      for (const row of cellsOf(table(plain, 'opportunity_history.csv'))) {
        if (row['From Stage'] !== row['To Stage']) moments.set(`${row['Opportunity ID']} ${row['To Stage']}`, (row['Created Date'] ?? '').slice(0, 16));
      }
      for (const row of deals.rows()) yield [...row, ...stages.map((stage) => moments.get(`${row[0]} ${stage}`) ?? '')];
    },
  };
}
