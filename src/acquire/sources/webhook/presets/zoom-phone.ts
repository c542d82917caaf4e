import type { HookMappingInput } from '../../../../model/index.ts';

const at = { firstOf: ['$.payload.object.answer_start_time', '$.payload.object.ringing_start_time', '$.payload.object.call_end_time'] };
const said = { endedAt: '$.payload.object.call_end_time', result: '$.payload.object.handup_result' };

/** Calls of Zoom Phone (developers.zoom.us, "Zoom Phone events"). Set the source up with signature=zoom. */
export const zoomPhone: HookMappingInput = {
  rules: [
    { stream: 'calls', kind: 'call', id: '$.payload.object.call_id', when: [{ path: '$.event', is: ['phone.caller_ended'] }], fields: { ...said, at, direction: { value: 'outbound' }, owner: '$.payload.object.caller.name', subject: '$.payload.object.callee.phone_number' } },
    { stream: 'calls', kind: 'call', id: '$.payload.object.call_id', when: [{ path: '$.event', is: ['phone.callee_ended'] }], fields: { ...said, at, direction: { value: 'inbound' }, owner: '$.payload.object.callee.name', subject: '$.payload.object.caller.phone_number' } },
  ],
  ignore: [{ path: '$.event', is: ['phone.caller_ringing', 'phone.caller_connected', 'phone.callee_ringing', 'phone.callee_answered', 'phone.callee_missed', 'phone.callee_rejected'] }],
};
