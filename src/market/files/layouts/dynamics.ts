import type { ExportTable } from '../table.ts';
import { cell, cellsOf, isClosed, numberIn, retold, table, usDate, usTime, type Cells } from './cells.ts';

const day = (name: string) => (row: Cells): string => usDate(row[name] ?? '');
const moment = (text: string): string => (text === '' ? '' : `${usDate(text)} ${usTime(text)}`);
const guid = (block: string) => (id: string): string => (id === '' ? '' : `5c3a9e10-${block}-ee11-a569-${String(numberIn(id)).padStart(12, '0')}`);
const dealGuid = guid('77b1');
const accountGuid = guid('81c4');
const won = (row: Cells): boolean => row['Stage'] === 'Closed Won';

/** €4,500.00 */
const euros = (text: string): string => (text === '' ? '' : `€${Number(text).toLocaleString('en-US', { minimumFractionDigits: 2 })}`);

/** Static worksheets of Dynamics 365 and the audit history of opportunities. */
export function dynamics(plain: readonly ExportTable[]): ExportTable[] {
  return [
    deals(plain), audit(plain),
    retold(table(plain, 'accounts.csv'), 'accounts.csv', {
      '(Do Not Modify) Account': (row) => accountGuid(row['Account ID'] ?? ''), 'Account Name': cell('Account Name'), Industry: cell('Industry'), 'Address 1: Country/Region': cell('Billing Country'), 'Number of Employees': cell('Employees'), Website: cell('Website'), Owner: cell('Account Owner'), 'Created On': (row) => moment(row['Created Date'] ?? ''),
    }),
    retold(table(plain, 'contacts.csv'), 'contacts.csv', {
      '(Do Not Modify) Contact': (row) => `5c3a9e10-90aa-ee11-a569-${(row['Contact ID'] ?? '').slice(4).split('-').map((part) => part.padStart(6, '0')).join('')}`, 'Full Name': cell('Full Name'), Email: cell('Email'), 'Job Title': cell('Title'), 'Created On': (row) => moment(row['Created Date'] ?? ''),
    }),
    retold(table(plain, 'activities.csv'), 'activities.csv', {
      '(Do Not Modify) Activity': cell('Activity ID'), Subject: (row) => `${row['Activity Type'] ?? ''} with the customer`, 'Activity Type': cell('Activity Type'), Regarding: (row) => dealGuid(row['Opportunity ID'] ?? ''), Owner: cell('Assigned To'), 'Created On': (row) => moment(row['Created Date'] ?? ''), 'Actual End': (row) => moment(row['Activity Date'] ?? ''),
    }),
  ];
}

function deals(plain: readonly ExportTable[]): ExportTable {
  const lastOpen = new Map<string, string>();
  const told = retold(table(plain, 'opportunities.csv'), 'opportunities.csv', {
    '(Do Not Modify) Opportunity': (row) => dealGuid(row['Opportunity ID'] ?? ''), '(Do Not Modify) Row Checksum': (row) => `xK${numberIn(row['Opportunity ID'] ?? '')}==`, '(Do Not Modify) Modified On': (row) => moment(row['Created Date'] ?? ''),
    Topic: cell('Opportunity Name'), 'Potential Customer': cell('Account Name'), 'Est. Close Date': day('Close Date'), 'Est. Revenue': (row) => euros(row['Amount'] ?? ''),
    'Actual Close Date': (row) => (isClosed(row['Stage'] ?? '') ? usDate(row['Close Date'] ?? '') : ''), 'Actual Revenue': (row) => (won(row) ? euros(row['Amount'] ?? '') : ''), Currency: () => 'Euro', Probability: cell('Probability (%)'),
    Status: (row) => (isClosed(row['Stage'] ?? '') ? (won(row) ? 'Won' : 'Lost') : 'Open'), 'Status Reason': (row) => (isClosed(row['Stage'] ?? '') ? (won(row) ? 'Won' : row['Loss Reason'] === 'Competitor' ? 'Out-Sold' : 'Canceled') : 'In Progress'),
    'Pipeline Phase': (row) => lastOpen.get(row['Opportunity ID'] ?? '') ?? '', Owner: cell('Opportunity Owner'), 'Created On': (row) => moment(row['Created Date'] ?? ''),
  });
  const read = (): void => {
    for (const row of cellsOf(table(plain, 'opportunity_history.csv'))) if (!isClosed(row['To Stage'] ?? '')) lastOpen.set(row['Opportunity ID'] ?? '', row['To Stage'] ?? '');
  };
  return { ...told, *rows() { read(); yield* told.rows(); } };
}

/** A row per changed field, as the audit log keeps them. */
function audit(plain: readonly ExportTable[]): ExportTable {
  return {
    file: 'audit-history.csv', header: ['Opportunity ID', 'Changed Date', 'Changed By', 'Event', 'Changed Field', 'Old Value', 'New Value'],
    *rows() {
      for (const row of cellsOf(table(plain, 'opportunity_history.csv'))) {
        const [from, to] = [row['From Stage'] ?? '', row['To Stage'] ?? ''];
        if (from === to) continue;
        const change = isClosed(to) ? ['Update', 'Status', 'Open', to === 'Closed Won' ? 'Won' : 'Lost'] : [from === '' ? 'Create' : 'Update', 'Pipeline Phase', from, to];
        yield [dealGuid(row['Opportunity ID'] ?? ''), moment(row['Created Date'] ?? ''), row['Created By'] ?? '', ...change];
      }
    },
  };
}
