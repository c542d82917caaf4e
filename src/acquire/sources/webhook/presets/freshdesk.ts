import type { HookMappingInput } from '../../../../model/index.ts';

/** An automation of Freshdesk that posts the fields which docs/guides/webhooks-in.md lists: its sender chooses what is posted. */
export const freshdesk: HookMappingInput = {
  rules: [
    {
      stream: 'tickets', kind: 'ticket', id: '$.ticket_id',
      fields: {
        at: '$.ticket_created_on', subject: '$.ticket_subject', contactId: '$.requester_id', accountName: '$.company_name', owner: '$.agent_name', direction: { value: 'inbound' },
        status: '$.ticket_status', priority: '$.ticket_priority', channel: '$.ticket_source',
      },
    },
    { stream: 'contacts', kind: 'contact', id: '$.requester_id', when: [{ path: '$.requester_id' }], fields: { name: '$.requester_name', email: '$.requester_email', accountName: '$.company_name' } },
  ],
};
