import { expect, test } from 'vitest';
import { applyMapping } from '../mapping/apply-mapping.ts';
import { hookPreset, hookPresets } from './index.ts';

/** Deliveries of our own making, in the shape that each sender documents. */
const zendesk = (type: string, detail: object) => ({ type: `zen:event-type:${type}`, account_id: 4, id: '9f1', time: '2026-11-28T09:00:00Z', zendesk_event_version: '2022-06-20', subject: 'zen:ticket:7', detail, event: {} });
const stripe = (type: string, object: object) => ({ id: 'evt_1', object: 'event', type, created: 1_795_856_400, data: { object } });
const invoice = { id: 'in_1', object: 'invoice', customer: 'cus_1', customer_name: 'Northmill', currency: 'eur', number: 'NM-1', status: 'paid', created: 1_795_856_000, total: 11_900, total_excluding_tax: 10_000, status_transitions: { finalized_at: 1_795_856_400 } };
const call = { id: 51, direction: 'inbound', status: 'done', started_at: 1_795_856_400, ended_at: 1_795_856_700, duration: 300, missed_call_reason: null, user: { id: 3, name: 'Ida Berg' }, contact: { id: 8, first_name: 'Jo', last_name: 'Falk', company_name: 'Northmill', emails: [{ label: 'Work', value: 'jo@northmill.example' }] } };
const phone = { call_id: 'c-1', caller: { name: 'Ida Berg', phone_number: '+4930100' }, callee: { name: 'Jo Falk', phone_number: '+4930200' }, ringing_start_time: '2026-11-28T09:00:00Z', answer_start_time: '2026-11-28T09:00:05Z', call_end_time: '2026-11-28T09:05:00Z', handup_result: 'Call connected' };

const cases: ReadonlyArray<readonly [preset: string, delivery: unknown, records: readonly object[] | 'ignored']> = [
  ['zendesk', zendesk('ticket.created', { id: '7', subject: 'Leak', status: 'OPEN', priority: 'HIGH', requester_id: '20', organization_id: '30', assignee_id: '5', created_at: '2026-11-28T08:59:00Z', updated_at: '2026-11-28T09:00:00Z', via: { channel: 'web' } }),
    [{ stream: 'tickets', values: { id: '7', type: 'ticket', at: '2026-11-28T08:59:00.000Z', subject: 'Leak', contactId: '20', accountId: '30', owner: '5', direction: 'inbound', status: 'OPEN', priority: 'HIGH', channel: 'web' } }]],
  ['zendesk', zendesk('user.created', { id: '20', role: 'end-user', email: 'jo@northmill.example', name: 'Jo Falk', organization_id: '30', created_at: '2026-11-28T08:59:00Z' }), [{ stream: 'users', values: { id: '20', email: 'jo@northmill.example', name: 'Jo Falk', accountId: '30' } }]],
  ['zendesk', zendesk('organization.created', { id: '30', name: 'Northmill', created_at: '2026-11-28T08:59:00Z' }), [{ stream: 'organizations', values: { id: '30', name: 'Northmill' } }]],
  ['zendesk', zendesk('ticket.soft_deleted', { id: '7', status: 'DELETED', requester_id: '20', created_at: '2026-11-28T08:59:00Z' }), [{ stream: 'tickets', removed: true, values: { id: '7' } }]],
  ['zendesk', zendesk('user.deleted', { id: '20', role: 'end-user', email: 'jo@northmill.example' }), [{ stream: 'users', removed: true, values: { id: '20' } }]],
  ['zendesk', zendesk('organization.deleted', { id: '30', name: 'Northmill' }), [{ stream: 'organizations', removed: true, values: { id: '30' } }]],
  ['stripe', stripe('customer.deleted', { id: 'cus_1', deleted: true }), [{ stream: 'customers', removed: true, values: { id: 'cus_1' } }]],
  ['freshdesk', { ticket_id: 7, ticket_subject: 'Leak', ticket_status: 'Open', ticket_priority: 'High', ticket_created_on: '2026-11-28T08:59:00Z', requester_id: 20, requester_name: 'Jo Falk', requester_email: 'jo@northmill.example', company_name: 'Northmill' },
    [{ stream: 'tickets', values: { id: '7', type: 'ticket', at: '2026-11-28T08:59:00.000Z', contactId: 20, accountName: 'Northmill' } }, { stream: 'contacts', values: { id: '20', name: 'Jo Falk' } }]],
  ['stripe', stripe('invoice.paid', invoice), [{ stream: 'invoices', values: { id: 'in_1', accountId: 'cus_1', accountName: 'Northmill', currency: 'eur', amount: '100.00', at: '2026-11-28T09:00:00.000Z' } }]],
  ['stripe', stripe('invoice.voided', { ...invoice, status: 'void' }), [{ stream: 'invoices', values: { id: 'in_1', amount: 0, status: 'void' } }]],
  ['stripe', stripe('customer.created', { id: 'cus_1', name: 'Northmill', created: 1_795_856_400, address: { country: 'SE' } }), [{ stream: 'customers', values: { id: 'cus_1', name: 'Northmill', country: 'SE' } }]],
  ['aircall', { resource: 'call', event: 'call.ended', timestamp: 1_795_856_700, token: 't', data: call },
    [{ stream: 'calls', values: { id: '51', type: 'call', at: '2026-11-28T09:00:00.000Z', direction: 'inbound', owner: 'Ida Berg', contactId: 8, seconds: 300 } }, { stream: 'contacts', values: { id: '8', name: 'Jo Falk', email: 'jo@northmill.example' } }]],
  ['aircall', { resource: 'call', event: 'call.answered', token: 't', data: call }, 'ignored'],
  ['zoom-phone', { event: 'phone.caller_ended', event_ts: 1_795_856_700_000, payload: { account_id: 'a', object: phone } }, [{ stream: 'calls', values: { id: 'c-1', type: 'call', at: '2026-11-28T09:00:05.000Z', direction: 'outbound', owner: 'Ida Berg' } }]],
  ['zoom-phone', { event: 'phone.callee_ended', payload: { object: phone } }, [{ stream: 'calls', values: { direction: 'inbound', owner: 'Jo Falk' } }]],
];

test.each(cases)('%s takes what its sender documents (%#)', (preset, delivery, records) => {
  expect(applyMapping(hookPreset(preset), delivery)).toMatchObject(records === 'ignored' ? { kind: 'ignored' } : { kind: 'records', records });
});

test('every ready mapping is tried, and others are named', () => {
  expect([...new Set(cases.map(([preset]) => preset))].sort()).toEqual(hookPresets().sort());
  expect(() => hookPreset('toString')).toThrow('There is no ready mapping');
});
