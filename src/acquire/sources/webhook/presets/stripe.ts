import type { HookField as HookFieldInput, HookMappingInput } from '../../../../model/index.ts';

const customer = { accountId: '$.data.object.customer', accountName: '$.data.object.customer_name' };
const said = { currency: '$.data.object.currency', status: '$.data.object.status', number: '$.data.object.number', event: '$.type' };
const at: HookFieldInput = { firstOf: ['$.data.object.status_transitions.finalized_at', '$.data.object.created'], as: 'epoch seconds' };

/** Invoices and customers of Stripe (docs.stripe.com, "Types of events", "The Invoice object"). A voided invoice becomes one of nothing. */
export const stripe: HookMappingInput = {
  rules: [
    {
      stream: 'invoices', kind: 'invoice', id: '$.data.object.id', when: [{ path: '$.type', is: ['invoice.finalized', 'invoice.paid', 'invoice.payment_succeeded', 'invoice.payment_failed'] }],
      fields: { ...customer, ...said, at, amount: { firstOf: ['$.data.object.total_excluding_tax', '$.data.object.total'], as: 'minor units', currency: '$.data.object.currency' } },
    },
    {
      stream: 'invoices', kind: 'invoice', id: '$.data.object.id', when: [{ path: '$.type', is: ['invoice.voided', 'invoice.marked_uncollectible'] }],
      fields: { ...customer, ...said, at, amount: { value: 0 } },
    },
    {
      stream: 'customers', kind: 'account', id: '$.data.object.id', when: [{ path: '$.type', is: ['customer.created', 'customer.updated'] }],
      fields: { name: { firstOf: ['$.data.object.name', '$.data.object.email', '$.data.object.id'] }, country: '$.data.object.address.country', createdAt: { path: '$.data.object.created', as: 'epoch seconds' } },
    },
    { stream: 'customers', kind: 'account', id: '$.data.object.id', deletes: true, when: [{ path: '$.type', is: ['customer.deleted'] }] },
  ],
};
