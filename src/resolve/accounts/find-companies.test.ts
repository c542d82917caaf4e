import { expect, test } from 'vitest';
import type { AccountRecord } from './account-record.ts';
import { companiesOf } from './find-companies.ts';

const of = (key: string, told: Partial<AccountRecord> & { name: string }): AccountRecord => ({ key, source: key.split(':')[1] ?? '', id: key.split(':')[2] ?? '', knownAt: 0, ...told });

test('the record known first names the company, and every reason is told', () => {
  const answer = companiesOf([
    of('account:crm:1', { name: 'Acme Pumpen GmbH', country: 'DE', vatId: 'DE811569869', knownAt: 5 }), of('account:erp:9', { name: 'ACME PUMPEN', vatId: '811569869', country: 'Germany', knownAt: 2 }), of('account:web:3', { name: 'Acme Pumpen', knownAt: 9 }),
    of('account:crm:2', { name: 'Nordwind AG', country: 'DE' }),
  ], 50);
  expect(answer).toMatchObject({ records: 4, companies: 2, counts: { joined: 1, apart: 0, parents: 0, unheeded: 0 } });
  expect(answer.joined[0]).toMatchObject({ id: 'account:erp:9', name: 'ACME PUMPEN', records: [{ key: 'account:erp:9' }, { key: 'account:crm:1' }, { key: 'account:web:3' }] });
  expect(answer.joined[0]?.joinedBy.map(({ reason }) => reason).sort()).toEqual(['name', 'name', 'registry id']);
});

test('a chain between two companies is cut, and told', () => {
  const [one, other] = ['529900T8BM49AURSDO55', '7LTWFZYICNSX8D621K86'];
  const answer = companiesOf([
    of('account:a:1', { name: 'Acme', lei: one, domain: 'acme.com', country: 'DE' }), of('account:b:1', { name: 'Acme', domain: 'acme.com', vatId: 'DE811569869', country: 'DE' }), of('account:c:1', { name: 'Nordwind', lei: other, vatId: 'DE811569869', country: 'DE' }),
  ], 50);
  expect(answer).toMatchObject({ companies: 2, apart: [{ a: 'account:a:1', b: 'account:b:1', reason: 'registry ids disagree', detail: 'lei, by way of other records' }] });
});

test('lists are cut at the limit, counts are whole', () => {
  const answer = companiesOf(Array.from({ length: 10 }, (_, index) => of(`account:s:${index}`, { name: `Firm${Math.floor(index / 2)} Ltd`, domain: 'gmail.com', country: 'GB' })), 2);
  expect(answer).toMatchObject({ companies: 5, counts: { joined: 5, unheeded: 10 } });
  expect([answer.joined.length, answer.unheeded.length]).toEqual([2, 2]);
});
