import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hookMappingSchema, type HookMappingInput } from '../../../../model/index.ts';
import { hookPreset, hookPresets } from '../presets/index.ts';
import { applyMapping } from './apply-mapping.ts';
import { guessRecord } from './guess-record.ts';

const mapped = (mapping: HookMappingInput, delivery: unknown) => applyMapping(hookMappingSchema.parse(mapping), delivery);
const tickets: HookMappingInput = {
  rules: [
    { stream: 'tickets', kind: 'ticket', when: [{ path: '$.type', is: ['ticket'] }], id: '$.ticket.id', fields: { at: '$.ticket.created', subject: '$.ticket.subject', 'SLA class': "$.ticket['sla class']" } },
    { stream: 'lines', kind: 'cost', when: [{ path: '@.price' }], each: '$.lines[*]', id: '@.id', fields: { at: '$.ticket.created', amount: { path: '@.price', as: 'minor units', currency: '$.currency' } } },
  ],
  ignore: [{ path: '$.type', is: ['ping'] }],
};
const ticket = { id: 7, created: '2026-11-28T09:00:00+01:00', subject: 'Leak', 'sla class': 'A' };

test('every rule that applies is followed, lists make a record each, and values are written as they are read later', () => {
  expect(mapped(tickets, { type: 'ticket', ticket, currency: 'eur', lines: [{ id: 'L1', price: 1999 }, { id: 'L2', price: -5 }, { id: 'L3' }] })).toEqual({
    kind: 'records', records: [
      { stream: 'tickets', values: { id: '7', type: 'ticket', at: '2026-11-28T08:00:00.000Z', subject: 'Leak', 'SLA class': 'A' } },
      { stream: 'lines', values: { id: 'L1', at: '2026-11-28T08:00:00.000Z', amount: '19.99' } },
      { stream: 'lines', values: { id: 'L2', at: '2026-11-28T08:00:00.000Z', amount: '-0.05' } },
    ],
  });
  expect(mapped(tickets, { ticket, currency: 'JPY', lines: [{ id: 'L1', price: 1999 }] })).toMatchObject({ records: [{ values: { amount: '1999' } }] });
  expect(mapped(tickets, { ticket, currency: 'KWD', lines: [{ id: 'L1', price: 1999 }] })).toMatchObject({ records: [{ values: { amount: '1.999' } }] });
  expect(mapped(tickets, { type: 'ping' })).toEqual({ kind: 'ignored' });
});

test('what does not fit is put aside whole, with a code and the place', () => {
  expect(mapped(tickets, { type: 'other' })).toEqual({ kind: 'unfit', code: 'no_rule', path: '/type' });
  expect(mapped(tickets, { type: 'ticket', ticket: { ...ticket, id: ' ' } })).toEqual({ kind: 'unfit', code: 'no_record_id', path: '/ticket/id' });
  expect(mapped(tickets, { type: 'ticket', ticket: { id: 1 } })).toEqual({ kind: 'unfit', code: 'lacks_field', path: '/ticket/created' });
  expect(mapped(tickets, { type: 'ticket', ticket: { ...ticket, created: 'soon' } })).toEqual({ kind: 'unfit', code: 'unreadable_value', path: '/ticket/created' });
  expect(mapped(tickets, { type: 'ticket', ticket, lines: [{ id: 'L1', price: 1 }, { id: 'L2', price: 'dear' }] })).toEqual({ kind: 'unfit', code: 'unreadable_value', path: '/lines/1/price' });
});

test('a mapping that could make no record, or two kinds of one stream, is refused', () => {
  const wrong = (change: object) => hookMappingSchema.safeParse({ rules: [{ ...tickets.rules[0], ...change }] }).success;
  expect([wrong({}), wrong({ fields: {} }), wrong({ id: 'ticket.id' }), wrong({ id: '$..id' }), wrong({ kind: 'horse' }), wrong({ each: '$.a[*].b' }), wrong({ id: '$[?(@.x)]' })]).toEqual([true, false, false, false, false, false, false]);
  expect(hookMappingSchema.safeParse({ rules: [tickets.rules[0], { ...tickets.rules[0], kind: 'activity' }] }).success).toBe(false);
});

test('whatever is delivered, a mapping answers and takes nothing from prototypes', () => {
  fc.assert(fc.property(fc.json(), (text) => {
    for (const name of hookPresets()) expect(['records', 'ignored', 'unfit']).toContain(applyMapping(hookPreset(name), JSON.parse(text)).kind);
    for (const { stream } of guessRecord(JSON.parse(text))) expect(stream).toMatch(/^[a-z]/);
  }), { numRuns: 300 });
  expect(mapped({ rules: [{ stream: 'a', kind: 'other', id: '$.constructor.name', fields: {} }] }, {})).toMatchObject({ code: 'no_record_id' });
});

test('the record of a delivery of which nobody said what it is', () => {
  expect(guessRecord({ type: 'invoice.paid', data: { object: { id: 'in_1', total: 5 } } })).toEqual([{ stream: 'invoice', values: { id: 'in_1', total: 5 } }]);
  expect(guessRecord([{ event: 'Ticket updated', ticket: 1 }])).toEqual([{ stream: 'ticket-without-id', values: { event: 'Ticket updated', ticket: 1 } }]);
});
