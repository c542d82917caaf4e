/**
 * The kinds of record Hindcast understands, and the fields of each.
 * One declaration drives recognition, storage (one table per kind), receipts, export and SQL views.
 */

/** How a field is stored and read. Money is integer hundredths of the row's currency; times are UTC milliseconds. */
export type FieldType = 'id' | 'text' | 'money' | 'number' | 'integer' | 'boolean' | 'time' | 'currency';

export interface Field {
  readonly type: FieldType;
  /** What the field means, in words a person can check against their CRM. */
  readonly means: string;
  /** The record cannot be kept as this kind without it. */
  readonly required?: true;
  /** Names a person or reaches one: reads of it state a purpose. */
  readonly personal?: true;
  /** Known from the row's creation on and never changed afterwards, so it may be used on any later date. The user may change this. */
  readonly stable?: true;
}

const id = (means: string): Field => ({ type: 'id', means });
const text = (means: string): Field => ({ type: 'text', means });
const stable = (means: string): Field => ({ type: 'text', means, stable: true });
const personal = (means: string): Field => ({ type: 'text', means, personal: true });
const money = (means: string): Field => ({ type: 'money', means });
const time = (means: string): Field => ({ type: 'time', means });
const currency: Field = { type: 'currency', means: 'Currency of the amounts in this row (ISO 4217)' };

export const kinds = {
  account: {
    table: 'accounts',
    plural: 'accounts',
    fields: {
      name: { ...text('Company name'), required: true },
      domain: text('Web or mail domain'),
      industry: stable('Industry or sector'),
      country: stable('Country'),
      region: stable('Region or state'),
      sizeBand: stable('Size band'),
      employees: { type: 'number', means: 'Number of employees' },
      annualRevenue: { type: 'number', means: 'Annual revenue, in the unit of the source' },
      parent: text('Parent company'),
      owner: text('Who looks after the account'),
      createdAt: time('When the account was created in the source'),
    },
  },
  contact: {
    table: 'contacts',
    plural: 'contacts',
    fields: {
      name: personal('Full name'),
      email: personal('E-mail address'),
      phone: personal('Telephone'),
      title: personal('Job title'),
      role: text('Role in buying'),
      accountId: id('Account in the same source'),
      accountName: text('Account by name'),
      owner: text('Who looks after the contact'),
      createdAt: time('When the contact was created in the source'),
    },
  },
  lead: {
    table: 'leads',
    plural: 'inquiries',
    fields: {
      name: personal('Full name'),
      email: personal('E-mail address'),
      company: text('Company as typed'),
      source: stable('Where the inquiry came from'),
      campaign: stable('Campaign or landing page'),
      status: text('Status now'),
      owner: text('Who handles it'),
      createdAt: time('First contact'),
      respondedAt: time('First response by us'),
      convertedAt: time('When it was converted or won'),
      converted: { type: 'boolean', means: 'Became a customer or a deal' },
      dealId: id('Deal it became'),
      accountId: id('Account it became'),
    },
  },
  deal: {
    table: 'deals',
    plural: 'deals',
    fields: {
      name: text('Deal name'),
      accountId: id('Account in the same source'),
      accountName: text('Account by name'),
      leadId: id('Inquiry it came from'),
      owner: text('Sales person now'),
      ownerAtCreation: stable('Sales person when the deal was created'),
      product: stable('Product or line'),
      source: stable('Where the deal came from'),
      type: stable('Deal type, such as new business or renewal'),
      campaign: stable('Campaign it came from'),
      stage: text('Stage now'),
      status: text('Open, won or lost, where the source has it apart from the stage'),
      amount: money('Amount now'),
      currency,
      createdAt: time('When the deal was created in the source'),
      closedAt: time('When it was won or lost'),
      expectedCloseAt: time('Close date the rep expects'),
      probability: { type: 'number', means: 'Probability set by the rep or by the stage, 0 to 1' },
      nextStep: text('Next step'),
      lossReason: text('Reason for the loss'),
      lastActivityAt: time('Last activity, a running field without history'),
    },
  },
  stage_change: {
    table: 'stage_changes',
    plural: 'stage changes',
    fields: {
      dealId: { ...id('Deal in the same source'), required: true },
      stage: { ...text('Stage after the change'), required: true },
      fromStage: text('Stage before the change'),
      at: { ...time('When the change was recorded'), required: true },
      amount: money('Amount at that moment'),
      currency,
      expectedCloseAt: time('Expected close date at that moment'),
      probability: { type: 'number', means: 'Probability at that moment, 0 to 1' },
      by: text('Who changed it'),
    },
  },
  activity: {
    table: 'activities',
    plural: 'activities',
    fields: {
      dealId: id('Deal in the same source'),
      accountId: id('Account in the same source'),
      accountName: text('Account by name'),
      contactId: id('Contact in the same source'),
      leadId: id('Inquiry in the same source'),
      type: text('Call, meeting, e-mail, visit, task'),
      direction: text('Inbound or outbound'),
      at: { ...time('When it happened'), required: true },
      recordedAt: time('When it was written down'),
      owner: text('Who did it'),
      subject: personal('Subject or note'),
      campaign: text('Campaign it belongs to'),
    },
  },
  product: {
    table: 'products',
    plural: 'products',
    fields: {
      name: { ...text('Product name'), required: true },
      family: text('Product family'),
      price: money('List price'),
      currency,
    },
  },
  invoice: {
    table: 'invoices',
    plural: 'orders and invoices',
    fields: {
      accountId: id('Account in the same source'),
      accountName: text('Account by name'),
      dealId: id('Deal it belongs to'),
      product: text('Product'),
      at: { ...time('Invoice or order date'), required: true },
      amount: money('Net amount'),
      currency,
    },
  },
  cost: {
    table: 'costs',
    plural: 'costs',
    fields: {
      dealId: id('Deal it belongs to'),
      accountId: id('Account in the same source'),
      accountName: text('Account by name'),
      category: text('Kind of cost'),
      at: { ...time('When it was incurred'), required: true },
      amount: { ...money('Amount'), required: true },
      currency,
    },
  },
  campaign: {
    table: 'campaigns',
    plural: 'campaigns and spend',
    fields: {
      name: { ...text('Campaign name'), required: true },
      channel: text('Channel'),
      at: time('Start, or the day of the spend'),
      endsAt: time('End'),
      spend: money('Spend'),
      currency,
    },
  },
  rep: {
    table: 'reps',
    plural: 'sales people',
    fields: {
      name: { ...text('Sales person'), required: true },
      manager: text('Manager'),
      team: text('Team or regional office'),
    },
  },
  answer: {
    table: 'buyer_answers',
    plural: 'answers of buyers',
    fields: {
      dealId: { ...id('Deal it is about, in the same source'), required: true },
      contactId: id('Contact who was asked'),
      askedAt: time('When it was asked'),
      at: time('When it was answered; empty where no answer came'),
      said: text('Who or what most influenced the choice'),
      offerWanted: { type: 'boolean', means: 'The offer was wanted' },
      text: personal('What was said in own words'),
    },
  },
  deal_contact: {
    table: 'deal_contacts',
    plural: 'contacts of deals',
    fields: {
      dealId: { ...id('Deal in the same source'), required: true },
      contactId: { ...id('Contact in the same source'), required: true },
      role: text('Role in buying'),
      at: time('When the role was given or last changed; of an answer, when it was given'),
      toldBy: id('Contact whose answer says so; empty where it is no answer'),
    },
  },
  other: {
    table: 'other_records',
    plural: 'other records',
    fields: {
      ofKind: { ...text('The table this record came from'), required: true },
      at: time('A date of the record, where it has one'),
    },
  },
} as const satisfies Record<string, { table: string; plural: string; fields: Record<string, Field> }>;

export type Kind = keyof typeof kinds;
export type FieldOf<K extends Kind> = keyof (typeof kinds)[K]['fields'] & string;

export const kindNames = Object.keys(kinds) as readonly Kind[];

/** Every field of a kind, in declared order. */
export const fieldsOf = (kind: Kind): ReadonlyArray<readonly [string, Field]> => Object.entries(kinds[kind].fields);

/** A value as it travels from a file to the store: typed by its field, or null where the cell was empty. */
export type Value = string | number | boolean | null;

/**
 * One row of a source, mapped. `fields` holds declared fields (money in hundredths, times in UTC ms);
 * `attributes` holds every other non-empty column under its own header.
 */
export interface MappedRow {
  readonly recordId: string;
  /** Line in the file, counting from 1 with the header as line 1. */
  readonly line: number;
  readonly fields: Readonly<Record<string, Value>>;
  readonly attributes: Readonly<Record<string, string>>;
  /** The source says that it deleted the record: it counts no more, until a later row of the same id. Fields and attributes are not looked at. */
  readonly removed?: true;
}
