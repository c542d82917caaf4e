import type { ExportTable } from '../table.ts';
import { cell, isClosed, retold, table, usDate, usTime, type Cells } from './cells.ts';

const day = (name: string) => (row: Cells): string => usDate(row[name] ?? '');
const moment = (name: string) => (row: Cells): string => (row[name] ? `${usDate(row[name])}, ${usTime(row[name])}` : '');

/** Reports of Salesforce, exported with details only: American dates, ids of its own kind. */
export function salesforce(plain: readonly ExportTable[]): ExportTable[] {
  const id = cell('Opportunity ID');
  return [
    retold(table(plain, 'opportunities.csv'), 'Opportunities.csv', {
      'Opportunity ID': id, 'Opportunity Name': cell('Opportunity Name'), 'Account ID': cell('Account ID'), 'Account Name': cell('Account Name'), 'Opportunity Owner': cell('Opportunity Owner'), Stage: cell('Stage'),
      'Fiscal Period': (row) => fiscalPeriod(row['Close Date'] ?? ''), 'Amount Currency': cell('Amount Currency'), Amount: cell('Amount'), 'Probability (%)': cell('Probability (%)'), Age: ageOf,
      'Close Date': day('Close Date'), 'Created Date': day('Created Date'), 'Next Step': cell('Next Step'), 'Lead Source': cell('Lead Source'), Type: cell('Type'), 'Loss Reason': cell('Loss Reason'), 'Fit Score': cell('Fit Score'),
    }),
    retold(table(plain, 'opportunity_history.csv'), 'Opportunity History.csv', {
      'Opportunity ID': id, 'From Stage': cell('From Stage'), 'To Stage': cell('To Stage'), 'Amount Currency': cell('Amount Currency'), Amount: cell('Amount'), 'Probability (%)': cell('Probability (%)'),
      'Close Date': day('Close Date'), 'Last Modified': moment('Created Date'), 'Last Modified By': cell('Created By'),
    }),
    retold(table(plain, 'activities.csv'), 'Activities with Opportunities.csv', {
      'Activity ID': cell('Activity ID'), 'Opportunity ID': id, 'Account ID': cell('Account ID'), 'Contact ID': cell('Contact ID'), Type: cell('Activity Type'), Date: day('Activity Date'), 'Created Date': day('Created Date'), Assigned: cell('Assigned To'),
    }),
    retold(table(plain, 'accounts.csv'), 'Accounts.csv', {
      'Account ID': cell('Account ID'), 'Account Name': cell('Account Name'), Industry: cell('Industry'), 'Billing Country': cell('Billing Country'), Employees: cell('Employees'), Website: cell('Website'), 'Account Owner': cell('Account Owner'), 'Created Date': day('Created Date'),
    }),
    retold(table(plain, 'contacts.csv'), 'Contacts.csv', {
      'Contact ID': cell('Contact ID'), 'Full Name': cell('Full Name'), Title: cell('Title'), Email: cell('Email'), 'Account ID': cell('Account ID'), 'Created Date': day('Created Date'),
    }),
  ];
}

const fiscalPeriod = (closeDate: string): string => `Q${Math.floor((Number(closeDate.slice(5, 7)) - 1) / 3) + 1}-${closeDate.slice(0, 4)}`;

/** Days from creation to the close date; Salesforce counts open deals to today, which the plain file does not hold. */
function ageOf(row: Cells): string {
  const close = row['Close Date'] ?? '';
  return isClosed(row['Stage'] ?? '') ? String(Math.max(0, Math.round((Date.parse(close) - Date.parse((row['Created Date'] ?? '').slice(0, 10))) / 86_400_000))) : '';
}
