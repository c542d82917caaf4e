import { Button } from '@mantine/core';
import { Section } from '../../ui/section.tsx';
import { useAddress, useChangeAddress } from '../../data/url-state.ts';

interface Card { readonly name: string; readonly report: string; readonly columns: string; readonly history: string }

/** Which report to run in which CRM, with which columns, and what history adds. */
const cards: readonly Card[] = [
  { name: 'Salesforce', report: 'Reports → New report → Opportunities, all time, any status. Export → Details only, CSV, UTF-8.', columns: 'Opportunity ID, Name, Account Name, Owner, Stage, Amount, Currency, Created Date, Close Date, Type, Lead Source, Next Step, Probability', history: 'Run “Opportunity Field History” or “Opportunity History” too: it tells when stages, amounts and close dates changed.' },
  { name: 'HubSpot', report: 'Sales → Deals → all deals, all pipelines → Export, CSV, all properties.', columns: 'Record ID, Deal Name, Deal Stage, Pipeline, Amount, Create Date, Close Date, Deal owner, Associated Company, and all “Date entered …” columns', history: 'The “Date entered stage” columns are the history: choose “All properties on records”.' },
  { name: 'Pipedrive', report: 'Deals → list view, all statuses → … → Export results, CSV.', columns: 'ID, Title, Organization, Owner, Stage, Status, Value, Currency, Deal created, Won time, Lost time, Expected close date', history: 'Export activities too. Stage changes need the “Deal progress” report of Insights.' },
  { name: 'Dynamics', report: 'Sales → Opportunities → All Opportunities → Export to Excel (static worksheet).', columns: 'Opportunity, Topic, Account, Owner, Status, Sales Stage, Est. Revenue, Actual Revenue, Currency, Created On, Est. Close Date, Actual Close Date', history: 'With auditing on, export the audit summary of opportunities: it holds every change of stage.' },
  { name: 'Other', report: 'Export one row per deal, open and closed, as far back as it goes.', columns: 'Deal id, account, owner, stage, status, amount, currency, created, closed, expected close', history: 'A second file with deal id, stage and date of each change opens waits, leaks and the journey.' },
];

export function CrmCards() {
  const { tab } = useAddress();
  const change = useChangeAddress();
  const chosen = cards.find((card) => card.name === tab);
  return (
    <Section title="Which report to run">
      <div className="crm-cards">{cards.map((card) => <Button key={card.name} variant={card === chosen ? 'light' : 'default'} aria-pressed={card === chosen} onClick={() => change({ tab: card === chosen ? undefined : card.name }, { replace: true })}>{card.name}</Button>)}</div>
      {chosen ? (
        <div className="panel after-chart" role="region" aria-label={`Report of ${chosen.name}`}>
          <p>{chosen.report}</p><p><strong>Columns:</strong> {chosen.columns}.</p><p><strong>What history adds:</strong> {chosen.history}</p>
        </div>
      ) : null}
    </Section>
  );
}
