import type { HookMappingInput } from '../../../../model/index.ts';

/** Calls of Aircall (developer.aircall.io, "Webhooks", "Call events"). Set the source up with signature=token and path=$.token. */
export const aircall: HookMappingInput = {
  rules: [
    {
      stream: 'calls', kind: 'call', id: '$.data.id', when: [{ path: '$.event', is: ['call.ended'] }],
      fields: {
        at: { path: '$.data.started_at', as: 'epoch seconds' }, direction: '$.data.direction', owner: '$.data.user.name', contactId: '$.data.contact.id', accountName: '$.data.contact.company_name',
        seconds: '$.data.duration', missed: '$.data.missed_call_reason',
      },
    },
    {
      stream: 'contacts', kind: 'contact', id: '$.data.contact.id', when: [{ path: '$.event', is: ['call.ended'] }, { path: '$.data.contact.id' }],
      fields: { name: { join: ['$.data.contact.first_name', '$.data.contact.last_name'] }, email: '$.data.contact.emails[0].value', accountName: '$.data.contact.company_name' },
    },
  ],
  ignore: [{ path: '$.event', is: ['call.created', 'call.ringing_on_agent', 'call.agent_declined', 'call.answered', 'call.hungup', 'call.transferred', 'call.hold', 'call.unhold', 'call.assigned', 'call.archived', 'call.tagged', 'call.untagged', 'call.commented'] }],
};
