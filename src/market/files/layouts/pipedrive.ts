import type { ExportTable } from '../table.ts';
import { cell, cellsOf, isClosed, numberIn, retold, table, type Cells } from './cells.ts';

const number = (name: string) => (row: Cells): string => (row[name] ? String(numberIn(row[name])) : '');

/** Lists of Pipedrive exported with all columns, and the deal flow of its API: a closed deal keeps the stage in which it was closed, and a status. */
export function pipedrive(plain: readonly ExportTable[]): ExportTable[] {
  return [
    deals(plain), flow(plain),
    retold(table(plain, 'activities.csv'), 'activities.csv', {
      'Activity - ID': cell('Activity ID'), 'Activity - Subject': (row) => `${row['Activity Type'] ?? ''} with the customer`, 'Activity - Type': cell('Activity Type'), 'Activity - Deal ID': number('Opportunity ID'),
      'Activity - Marked as done time': cell('Activity Date'), 'Activity - Add time': cell('Created Date'), 'Activity - Assigned to user': cell('Assigned To'),
    }),
    retold(table(plain, 'accounts.csv'), 'organizations.csv', {
      'Organization - ID': number('Account ID'), 'Organization - Name': cell('Account Name'), 'Organization - Industry': cell('Industry'), 'Organization - Country': cell('Billing Country'), 'Organization - Number of employees': cell('Employees'), 'Organization - Website': cell('Website'), 'Organization - Owner': cell('Account Owner'), 'Organization - Organization created': cell('Created Date'),
    }),
    retold(table(plain, 'contacts.csv'), 'people.csv', {
      'Person - ID': (row) => (row['Contact ID'] ?? '').slice(4), 'Person - Name': cell('Full Name'), 'Person - Email - Work': cell('Email'), 'Person - Job title': cell('Title'), 'Person - Organization ID': number('Account ID'), 'Person - Person created': cell('Created Date'),
    }),
  ];
}

function deals(plain: readonly ExportTable[]): ExportTable {
  const lastOpen = new Map<string, string>();
  const ended = new Map<string, string>();
  const read = (): void => {
    for (const row of cellsOf(table(plain, 'opportunity_history.csv'))) {
      const [id, to] = [row['Opportunity ID'] ?? '', row['To Stage'] ?? ''];
      if (isClosed(to)) ended.set(id, row['Created Date'] ?? '');
      else lastOpen.set(id, to);
    }
  };
  const stage = (row: Cells): string => lastOpen.get(row['Opportunity ID'] ?? '') ?? '';
  const closed = (outcome: string) => (row: Cells): string => (row['Stage'] === outcome ? closedAt(row, ended.get(row['Opportunity ID'] ?? '') ?? '') : '');
  const told = retold(table(plain, 'opportunities.csv'), 'deals.csv', {
    'Deal - ID': number('Opportunity ID'), 'Deal - Title': cell('Opportunity Name'), 'Deal - Organization': cell('Account Name'), 'Deal - Owner': cell('Opportunity Owner'), 'Deal - Value': cell('Amount'), 'Deal - Currency of Value': cell('Amount Currency'),
    'Deal - Pipeline': () => 'Pipeline', 'Deal - Stage': stage, 'Deal - Status': (row) => statusOf(row['Stage'] ?? ''), 'Deal - Deal created': cell('Created Date'), 'Deal - Expected close date': cell('Close Date'),
    'Deal - Won time': closed('Closed Won'), 'Deal - Lost time': closed('Closed Lost'), 'Deal - Deal closed on': (row) => closed(row['Stage'] ?? '')(row), 'Deal - Lost reason': cell('Loss Reason'), 'Deal - Probability': () => '',
  });
  return { ...told, *rows() { read(); yield* told.rows(); } };
}

/** The day that was typed, at the time of day at which it was written down, if that was the same day. */
const closedAt = (row: Cells, recordedAt: string): string => (isClosed(row['Stage'] ?? '') ? `${row['Close Date'] ?? ''} ${recordedAt.slice(0, 10) === row['Close Date'] ? recordedAt.slice(11) : '17:00:00'}` : '');

const statusOf = (stage: string): string => (stage === 'Closed Won' ? 'won' : stage === 'Closed Lost' ? 'lost' : 'open');

function flow(plain: readonly ExportTable[]): ExportTable {
  return {
    file: 'deal-flow.csv', header: ['Deal ID', 'Field key', 'Old value', 'New value', 'Log time', 'User'],
    *rows() {
      for (const row of cellsOf(table(plain, 'opportunity_history.csv'))) {
        const [from, to] = [row['From Stage'] ?? '', row['To Stage'] ?? ''];
        if (from === to || from === '') continue;
        const change = isClosed(to) ? ['status', 'open', statusOf(to)] : ['stage_id', from, to];
        yield [number('Opportunity ID')(row), ...change, row['Created Date'] ?? '', row['Created By'] ?? ''];
      }
    },
  };
}
