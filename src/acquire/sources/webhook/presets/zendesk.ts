import type { HookMappingInput } from '../../../../model/index.ts';

/** Event webhooks of Zendesk about tickets, users and organisations (developer.zendesk.com, "Webhook event types"). */
export const zendesk: HookMappingInput = {
  rules: [
    {
      stream: 'tickets', kind: 'ticket', id: '$.detail.id',
      when: [{ path: '$.detail.requester_id' }, { path: '$.detail.status' }],
      fields: {
        at: '$.detail.created_at', subject: '$.detail.subject', contactId: '$.detail.requester_id', accountId: '$.detail.organization_id', owner: '$.detail.assignee_id', direction: { value: 'inbound' },
        status: '$.detail.status', priority: '$.detail.priority', channel: '$.detail.via.channel', updatedAt: '$.detail.updated_at', event: '$.type',
      },
    },
    { stream: 'users', kind: 'contact', id: '$.detail.id', when: [{ path: '$.detail.role', is: ['end-user'] }], fields: { email: '$.detail.email', name: '$.detail.name', accountId: '$.detail.organization_id', createdAt: '$.detail.created_at' } },
    {
      stream: 'organizations', kind: 'account', id: '$.detail.id',
      when: [{ path: '$.type', is: ['zen:event-type:organization.created', 'zen:event-type:organization.name_changed', 'zen:event-type:organization.external_id_changed'] }],
      fields: { name: '$.detail.name', createdAt: '$.detail.created_at', externalId: '$.detail.external_id' },
    },
    ...(['ticket.soft_deleted', 'ticket.permanently_deleted'].map((type) => ({ stream: 'tickets', kind: 'ticket' as const, id: '$.detail.id', deletes: true as const, when: [{ path: '$.type', is: [`zen:event-type:${type}`] }] }))),
    { stream: 'users', kind: 'contact', id: '$.detail.id', deletes: true, when: [{ path: '$.type', is: ['zen:event-type:user.deleted'] }] },
    { stream: 'organizations', kind: 'account', id: '$.detail.id', deletes: true, when: [{ path: '$.type', is: ['zen:event-type:organization.deleted'] }] },
  ],
};
