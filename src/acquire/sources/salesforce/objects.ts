import type { Kind } from '../../../model/index.ts';

/** A record as it was read, or that it no longer is one to be held. */
export type Shaped = { readonly values: Readonly<Record<string, unknown>> } | null;
type Row = Readonly<Record<string, unknown>>;

/** What is known of a standard object (Object Reference for the Salesforce Platform). */
export interface SalesforceObject {
  readonly kind: Kind;
  /** Field of ours by column. */
  readonly fields: Readonly<Record<string, string>>;
  /** Names behind ids, asked for where the id is a field of the object. */
  readonly names: Readonly<Record<string, string>>;
  /** Fields that are never read: what people wrote at length. */
  readonly unread?: readonly string[];
  readonly where?: string;
  /** Columns made of others; null where the row is nothing that happened yet. */
  readonly shape?: (row: Row) => Shaped;
  readonly made?: readonly string[];
}

const owner = { OwnerId: 'Owner.Name' } as const;
const text = (row: Row, name: string): string => (typeof row[name] === 'string' ? row[name] : '');

/** Ids begin with what they are of. */
const dealPrefix = '006';
const prefixes = { AccountId: '001', ContactId: '003', DealId: dealPrefix, LeadId: '00Q' } as const;

/** To whom an activity belongs, from the two ids that may name anything. */
function belongsTo(row: Row): Record<string, string> {
  const ids = [text(row, 'WhatId'), text(row, 'WhoId'), text(row, 'AccountId')];
  return Object.fromEntries(Object.entries(prefixes).flatMap(([column, prefix]) => { const id = ids.find((one) => one.startsWith(prefix)); return id === undefined ? [] : [[column, id]]; }));
}

const withoutIds = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([name]) => !['WhatId', 'WhoId', 'AccountId'].includes(name)));
const activityFields = { DealId: 'dealId', AccountId: 'accountId', ContactId: 'contactId', LeadId: 'leadId', Kind: 'type', At: 'at', CreatedDate: 'recordedAt', 'Owner.Name': 'owner', Subject: 'subject' } as const;
const activityMade = ['DealId', 'AccountId', 'ContactId', 'LeadId', 'Kind', 'At'] as const;

const known: Readonly<Record<string, SalesforceObject>> = {
  Account: {
    kind: 'account', names: owner,
    fields: { Name: 'name', Website: 'domain', Industry: 'industry', BillingCountry: 'country', BillingState: 'region', NumberOfEmployees: 'employees', AnnualRevenue: 'annualRevenue', ParentId: 'parent', 'Owner.Name': 'owner', CreatedDate: 'createdAt' },
  },
  Contact: { kind: 'contact', names: owner, fields: { Name: 'name', Email: 'email', Phone: 'phone', Title: 'title', AccountId: 'accountId', 'Owner.Name': 'owner', CreatedDate: 'createdAt' } },
  Lead: {
    kind: 'lead', names: owner,
    fields: { Name: 'name', Email: 'email', Company: 'company', LeadSource: 'source', Status: 'status', 'Owner.Name': 'owner', CreatedDate: 'createdAt', ConvertedDate: 'convertedAt', IsConverted: 'converted', ConvertedOpportunityId: 'dealId', ConvertedAccountId: 'accountId' },
  },
  Opportunity: {
    kind: 'deal', names: { ...owner, CampaignId: 'Campaign.Name' }, made: ['Outcome'],
    fields: {
      Name: 'name', AccountId: 'accountId', 'Owner.Name': 'owner', LeadSource: 'source', Type: 'type', 'Campaign.Name': 'campaign', StageName: 'stage', Outcome: 'status', Amount: 'amount', CurrencyIsoCode: 'currency',
      CreatedDate: 'createdAt', CloseDate: 'closedAt', Probability: 'probability', NextStep: 'nextStep',
    },
    // The close date of an open deal is what is expected, so the end is said apart from it.
    shape: (row) => ({ values: { ...row, Outcome: row['IsWon'] === true ? 'Won' : row['IsClosed'] === true ? 'Lost' : 'Open' } }),
  },
  // A row for every change of stage, amount, close date or probability: what all of them were from then on.
  OpportunityHistory: {
    kind: 'stage_change', names: { CreatedById: 'CreatedBy.Name' },
    fields: { OpportunityId: 'dealId', StageName: 'stage', CreatedDate: 'at', Amount: 'amount', CurrencyIsoCode: 'currency', CloseDate: 'expectedCloseAt', Probability: 'probability', 'CreatedBy.Name': 'by' },
  },
  OpportunityFieldHistory: {
    kind: 'stage_change', names: { CreatedById: 'CreatedBy.Name' }, where: "Field = 'StageName'",
    fields: { OpportunityId: 'dealId', NewValue: 'stage', OldValue: 'fromStage', CreatedDate: 'at', 'CreatedBy.Name': 'by' },
    shape: (row) => (text(row, 'NewValue') === '' ? null : { values: row }),
  },
  Task: {
    kind: 'activity', names: owner, unread: ['Description'], made: activityMade, fields: activityFields,
    // A task that is not done happened to nobody.
    shape: (row) => (row['IsClosed'] === true ? { values: { ...withoutIds(row), ...belongsTo(row), Kind: text(row, 'TaskSubtype') || text(row, 'Type') || 'Task', At: text(row, 'CompletedDateTime') || text(row, 'ActivityDate') || text(row, 'CreatedDate') } } : null),
  },
  Event: {
    kind: 'activity', names: owner, unread: ['Description'], made: activityMade, fields: activityFields,
    shape: (row) => ({ values: { ...withoutIds(row), ...belongsTo(row), Kind: text(row, 'Type') || 'Meeting', At: text(row, 'ActivityDateTime') || text(row, 'ActivityDate') || text(row, 'CreatedDate') } }),
  },
  Campaign: { kind: 'campaign', names: owner, unread: ['Description'], fields: { Name: 'name', Type: 'channel', StartDate: 'at', EndDate: 'endsAt', ActualCost: 'spend', CurrencyIsoCode: 'currency' } },
  CampaignMember: {
    kind: 'activity', names: { CampaignId: 'Campaign.Name' }, made: ['Kind', 'At'], unread: ['Description'],
    fields: { ContactId: 'contactId', LeadId: 'leadId', AccountId: 'accountId', Kind: 'type', At: 'at', 'Campaign.Name': 'campaign' },
    // Who was only put on a list did nothing.
    shape: (row) => (row['HasResponded'] === true ? { values: { ...row, Kind: 'Campaign response', At: text(row, 'FirstRespondedDate') || text(row, 'CreatedDate') } } : null),
  },
  Product2: { kind: 'product', names: {}, fields: { Name: 'name', Family: 'family', CurrencyIsoCode: 'currency' } },
  OpportunityLineItem: { kind: 'other', names: {}, fields: { CreatedDate: 'at' } },
};

/** Read where nobody chose. */
export const usualObjects: readonly string[] = Object.keys(known).filter((name) => name !== 'OpportunityFieldHistory');

export const objectNamed = (name: string): SalesforceObject | undefined => (Object.hasOwn(known, name) ? known[name] : undefined);

/** Fields that change without anything having changed, or lead out of the record. */
export const passing: ReadonlySet<string> = new Set(['SystemModstamp', 'LastModifiedDate', 'LastModifiedById', 'LastViewedDate', 'LastReferencedDate', 'PhotoUrl', 'IsDeleted', 'MasterRecordId']);
