import type { Kind } from '../../../model/index.ts';

export const objectNames = ['companies', 'contacts', 'deals', 'tickets', 'calls', 'meetings', 'emails'] as const;
export type ObjectName = (typeof objectNames)[number];

/** What is known of an object of HubSpot (CRM API, default properties of each). */
export interface HubSpotObject {
  readonly kind: Kind;
  /** Property that grows with every change. */
  readonly changed: string;
  /** Field of ours by column; columns of our own making begin with a capital. */
  readonly fields: Readonly<Record<string, string>>;
  /** Properties that are read beside those of `fields`. Of activities and tickets nothing else is: bodies stay where they are. */
  readonly also: readonly string[];
  /** True where properties that the company made itself are read too. */
  readonly takesOwn: boolean;
  /** Objects that it is joined with: column by object. */
  readonly joined: Readonly<Partial<Record<ObjectName, string>>>;
  /** What an activity is called. */
  readonly called?: string;
}

const activity = (called: string, prefix: string, title: string, also: readonly string[] = []): HubSpotObject => ({
  kind: 'activity', changed: 'hs_lastmodifieddate', called, takesOwn: false, also,
  fields: { Type: 'type', hs_timestamp: 'at', hs_createdate: 'recordedAt', Owner: 'owner', [title]: 'subject', [`${prefix}_direction`]: 'direction', Deal: 'dealId', Contact: 'contactId', Company: 'accountId' },
  joined: { deals: 'Deal', contacts: 'Contact', companies: 'Company' },
});

export const objects: Readonly<Record<ObjectName, HubSpotObject>> = {
  companies: {
    kind: 'account', changed: 'hs_lastmodifieddate', takesOwn: true, also: ['lifecyclestage', 'hs_merged_object_ids'], joined: {},
    fields: { name: 'name', domain: 'domain', industry: 'industry', country: 'country', state: 'region', numberofemployees: 'employees', annualrevenue: 'annualRevenue', hs_parent_company_id: 'parent', Owner: 'owner', createdate: 'createdAt' },
  },
  contacts: {
    kind: 'contact', changed: 'lastmodifieddate', takesOwn: true, also: ['firstname', 'lastname', 'lifecyclestage', 'hs_merged_object_ids'], joined: { companies: 'Company' },
    fields: { Name: 'name', email: 'email', phone: 'phone', jobtitle: 'title', hs_buying_role: 'role', company: 'accountName', Company: 'accountId', Owner: 'owner', createdate: 'createdAt' },
  },
  deals: {
    kind: 'deal', changed: 'hs_lastmodifieddate', takesOwn: true, also: ['pipeline', 'dealstage', 'hs_merged_object_ids'], joined: { companies: 'Company' },
    fields: {
      dealname: 'name', Company: 'accountId', Owner: 'owner', dealtype: 'type', hs_analytics_source: 'source', Stage: 'stage', Outcome: 'status', amount: 'amount', deal_currency_code: 'currency',
      createdate: 'createdAt', closedate: 'closedAt', hs_deal_stage_probability: 'probability', hs_next_step: 'nextStep', closed_lost_reason: 'lossReason',
    },
  },
  tickets: {
    kind: 'other', changed: 'hs_lastmodifieddate', takesOwn: false, also: ['hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_priority', 'hs_ticket_category', 'closed_date', 'source_type'],
    fields: { createdate: 'at' }, joined: { companies: 'Company', deals: 'Deal', contacts: 'Contact' },
  },
  calls: activity('Call', 'hs_call', 'hs_call_title', ['hs_call_duration']),
  meetings: activity('Meeting', 'hs_meeting', 'hs_meeting_title', ['hs_meeting_outcome']),
  emails: activity('E-mail', 'hs_email', 'hs_email_subject', ['hs_email_status']),
};

/** Columns that are made here and asked of nobody. */
const isMade = (column: string): boolean => /^[A-Z]/.test(column);

export const propertiesOf = ({ fields, also, changed }: HubSpotObject): string[] => [...new Set([...Object.keys(fields).filter((column) => !isMade(column)), ...also, changed, 'hubspot_owner_id'])];
