import { expect, test } from 'vitest';
import { fakeCompanies } from '../../model/testing.ts';
import { companyLines } from './companies.ts';

test('companies are listed with their records, what joins them and what was left out', async () => {
  expect(companyLines(await fakeCompanies.find({ limit: 50 }))).toEqual([
    '3 records of accounts are of 2 companies (rules accounts-1).',
    '', 'Joined: 1', '  Acme Pumpen GmbH', '    account:crm:A-1  Acme Pumpen GmbH', '    account:erp:10  ACME PUMPEN', '      account:crm:A-1 and account:erp:10: registry id (vat DE)',
    '', 'Not joined: 1', '  account:crm:A-1 and account:erp:11: countries differ (DE and FR)',
    '', 'Not heeded: 1', '  account:erp:11, domain: gmail.com belongs to a provider or host at which anybody can be',
  ]);
});

test('a list that was cut says so, and nothing held is said', async () => {
  const answer = await fakeCompanies.find({ limit: 50 });
  expect(companyLines({ ...answer, counts: { ...answer.counts, joined: 7 } })).toContain('Joined: 7, the first 1');
  expect(companyLines({ ...answer, records: 0, companies: 0 })).toEqual(['No accounts are held so far.']);
});
