/** Which report to run in each CRM, with which columns, and what history adds. */
export interface CrmGuide {
  readonly crm: string;
  readonly deals: string;
  readonly history: string;
  readonly activities: string;
  readonly leads: string;
  readonly historyAdds: string;
}

const historyAdds = 'With history, waits per stage, leaks, pushed dates and amounts as they were can be seen, and past forecasts can be replayed; without it only today\'s state is known.';

export const crmGuides: Readonly<Record<'salesforce' | 'hubspot' | 'pipedrive' | 'dynamics', CrmGuide>> = {
  salesforce: {
    crm: 'Salesforce',
    deals: 'Reports → New → Opportunities; show all opportunities, all time, open and closed; columns Opportunity ID, Opportunity Name, Account Name, Opportunity Owner, Stage, Amount, Currency, Probability, Created Date, Close Date, Type, Lead Source, Next Step. Export "Details Only" as CSV.',
    history: 'Reports → New → Opportunity History; columns Opportunity ID, From Stage, To Stage, Amount, Probability, Close Date, Last Modified, Last Modified By. Where fields are tracked, also Opportunity Field History.',
    activities: 'Reports → New → Activities with Opportunities; columns Activity ID, Opportunity ID, Date, Created Date, Type, Subject, Assigned.',
    leads: 'Reports → New → Leads with converted lead information; columns Lead ID, Created Date, Lead Source, Company, Converted, Converted Date, Opportunity ID.',
    historyAdds,
  },
  hubspot: {
    crm: 'HubSpot',
    deals: 'CRM → Deals → Export view, all properties: Record ID, Deal Name, Deal Stage, Pipeline, Amount, Currency, Create Date, Close Date, Deal owner, Deal Type, Associated Company.',
    history: 'The same export holds Date entered "…" for every stage when all properties are chosen; or Settings → Properties → Deal Stage → Export property history.',
    activities: 'Reports → Create → single object, Activities: Activity ID, Activity type, Activity date, Activity assigned to, Associated Deal IDs. Export as CSV.',
    leads: 'CRM → Contacts → Export view: Record ID, Create Date, Original Source, Lifecycle Stage, Became a Customer Date, Email.',
    historyAdds,
  },
  pipedrive: {
    crm: 'Pipedrive',
    deals: 'Deals → list view → all columns → Export filter results: ID, Title, Organization, Owner, Value, Currency, Stage, Status, Deal created, Expected close date, Won time, Lost time, Lost reason.',
    history: 'Insights or the deal flow of the API: Deal ID, field, old value, new value, time. Without it the app shows the "no history" state.',
    activities: 'Activities → list view → Export: ID, Subject, Type, Deal ID, Due date, Marked as done time, Assigned to user.',
    leads: 'Leads → Export: ID, Title, Source, Lead created, Owner.',
    historyAdds,
  },
  dynamics: {
    crm: 'Dynamics 365',
    deals: 'Sales → Opportunities → All Opportunities with columns Topic, Potential Customer, Est. Close Date, Est. Revenue, Actual Close Date, Actual Revenue, Probability, Status, Pipeline Phase, Owner, Created On → Export to Excel (static worksheet).',
    history: 'Audit history of opportunities (Changed Date, Changed By, Changed Field, Old Value, New Value), or the table of the business process flow with Active Stage and its dates.',
    activities: 'Activities → All Activities with columns Subject, Activity Type, Regarding, Owner, Created On, Actual End → Export to Excel.',
    leads: 'Leads → All Leads with columns Name, Company Name, Lead Source, Status, Created On, Originating Opportunity → Export to Excel.',
    historyAdds,
  },
};
