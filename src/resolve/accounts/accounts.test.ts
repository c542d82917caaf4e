import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountEdges, type AccountGraph } from './account-edges.ts';
import type { AccountRecord } from './account-record.ts';
import { suggestedParents } from './parents.ts';
import { readAccount } from './account-record.ts';

const of = (key: string, told: Partial<AccountRecord> & { name: string }): AccountRecord => ({ key: `account:crm:${key}`, source: 'crm', id: key, knownAt: 0, ...told });
const pairs = ({ edges }: AccountGraph): string[] => edges.map(({ a, b, reason }) => `${a.slice(12)}-${b.slice(12)} ${reason}`);
const kept = ({ refusals }: AccountGraph): string[] => refusals.map(({ a, b, reason }) => `${a.slice(12)}-${b.slice(12)} ${reason}`);
const two = (a: Partial<AccountRecord> & { name: string }, b: Partial<AccountRecord> & { name: string }): AccountGraph => accountEdges([of('a', a), of('b', b)]);

const lei = '529900T8BM49AURSDO55';
const otherLei = '7LTWFZYICNSX8D621K86';

describe('what joins', () => {
  test.each([
    ['a LEI, whatever else differs', { name: 'Acme GmbH', lei, country: 'DE' }, { name: 'Nordwind Ltd', lei: lei.toLowerCase(), country: 'GB' }, 'registry id'],
    ['a VAT number, its country by prefix or by record', { name: 'Acme', vatId: 'DE 811 569 869' }, { name: 'Nordwind', vatId: '811569869', country: 'Germany' }, 'registry id'],
    ['a number in a register', { name: 'Acme', registryNumber: '1234568', country: 'GB' }, { name: 'Nordwind', registryNumber: '01234568', country: 'UK' }, 'registry id'],
    ['a domain at which somebody was reached', { name: 'Acme', domain: 'https://www.acme.com', mailDomains: ['acme.com'] }, { name: 'Acme Pumps', domain: 'acme.com' }, 'verified domain'],
    ['a domain and the same name', { name: 'Acme GmbH', domain: 'acme.com' }, { name: 'ACME', domain: 'http://acme.com/de' }, 'domain'],
    ['a domain and a name with a slip', { name: 'Nordwind', domain: 'nordwind.de' }, { name: 'Nordwnid', domain: 'nordwind.de' }, 'domain'],
    ['a name and a country', { name: 'Acme Pumpen GmbH', country: 'DE' }, { name: 'ACME PUMPEN', country: 'Deutschland' }, 'name and country'],
    ['a name, where nobody says otherwise', { name: 'Acme Pumpen GmbH', country: 'DE' }, { name: 'Acme Pumpen' }, 'name'],
    ['a name on domains of one label', { name: 'Acme', country: 'DE', domain: 'acme.de' }, { name: 'Acme', country: 'DE', domain: 'acme.com' }, 'name and country'],
  ] as const)('%s', (_, a, b, reason) => {
    expect(pairs(two(a, b))).toEqual([`a-b ${reason}`]);
  });
});

describe('what does not join, and is told', () => {
  test.each([
    ['registry ids that disagree', { name: 'Acme', lei, domain: 'acme.com' }, { name: 'Acme', lei: otherLei, domain: 'acme.com' }, 'registry ids disagree'],
    ['one id in common and one that disagrees', { name: 'Acme', lei, vatId: 'DE811569869' }, { name: 'Acme', lei, vatId: 'DE811569868' }, 'registry ids disagree'],
    ['a domain in two countries', { name: 'Acme', domain: 'acme.com', country: 'DE' }, { name: 'Acme', domain: 'acme.com', country: 'FR' }, 'countries differ'],
    ['other legal forms', { name: 'Acme GmbH', country: 'DE' }, { name: 'Acme AG', country: 'DE' }, 'legal forms differ'],
    ['a typed domain under another name', { name: 'Acme', domain: 'acme.com' }, { name: 'Nordwind', domain: 'acme.com' }, 'names differ'],
    ['namesakes with domains of their own', { name: 'Müller', country: 'DE', domain: 'mueller.de' }, { name: 'Müller', country: 'DE', domain: 'mueller-bau.de' }, 'domains differ'],
    ['namesakes in two cities', { name: 'Bäckerei Müller', country: 'DE', city: 'Köln' }, { name: 'Bäckerei Müller', country: 'DE', city: 'Jena' }, 'cities differ'],
  ] as const)('%s', (_, a, b, reason) => {
    const graph = two(a, b);
    expect([pairs(graph), kept(graph)]).toEqual([[], [`a-b ${reason}`]]);
  });

  test('a record that fits two companies which are apart is left alone', () => {
    const graph = accountEdges([of('a', { name: 'Acme', country: 'DE' }), of('b', { name: 'Acme', country: 'FR' }), of('c', { name: 'Acme' })]);
    expect([pairs(graph), kept(graph)]).toEqual([[], ['a-b countries differ', 'a-c several companies fit', 'b-c several companies fit']]);
  });

  test('its domain decides where it has one', () => {
    const graph = accountEdges([of('a', { name: 'Acme', country: 'DE', domain: 'acme.de' }), of('b', { name: 'Acme', country: 'FR' }), of('c', { name: 'Acme', domain: 'acme.de' })]);
    expect(pairs(graph)).toEqual(['a-c domain']);
  });

  test.each(['gmail.com', 't-online.de', 'mailinator.com', 'acme.myshopify.com', 'https://www.linkedin.com/company/acme'])('%s', (domain) => {
    const graph = two({ name: 'Acme', domain }, { name: 'Nordwind', domain });
    expect(pairs(graph)).toEqual([]);
    expect(graph.unheeded.map(({ field }) => field)).toEqual(['domain', 'domain']);
  });

  test('a name that is only a legal form', () => expect(two({ name: 'The Limited' }, { name: 'A-B-C Limited' }).edges).toEqual([]));

  test('numbers that no register gave to one company alone', () => {
    const graph = two({ name: 'Acme', registryNumber: 'HRB 12345', country: 'DE', lei: '529900T8BM49AURSDO54' }, { name: 'Nordwind', registryNumber: 'HRB 12345', country: 'DE', vatId: '12' });
    expect(graph.edges).toEqual([]);
    expect(graph.unheeded.map(({ field }) => field)).toEqual(['lei', 'registryNumber', 'vatId', 'registryNumber']);
  });

  test('a name of more records than can be compared', () => {
    const graph = accountEdges(Array.from({ length: 210 }, (_, index) => of(`r${index}`, { name: 'Müller', country: 'DE', city: `Stadt ${index}` })));
    expect(graph.edges).toEqual([]);
    expect(new Set(graph.refusals.map(({ reason }) => reason))).toEqual(new Set(['too many to compare']));
  });
});

describe('parents', () => {
  const records = [of('a', { name: 'Acme', domain: 'acme.com', mailDomains: ['acme.com'] }), of('b', { name: 'Acme Pumps', parent: 'a', domain: 'acme.com' }), of('c', { name: 'Nordwind', parent: 'ACME Inc.' }), of('d', { name: 'Solo', parent: 'nobody' }), of('e', { name: 'Ego', parent: 'e' })];
  const graph = accountEdges(records);

  test('are edges by the id or the name that a record gives', () => {
    expect(graph.parents.map(({ child, parent, reason }) => [child.slice(12), parent.slice(12), reason])).toEqual([['b', 'a', 'parent id'], ['c', 'a', 'parent name']]);
    expect(graph.unheeded.map(({ key, field }) => [key.slice(12), field])).toEqual([['d', 'parent'], ['e', 'parent']]);
  });

  test('and never merges', () => {
    expect(kept(graph)).toContain('a-b parent and subsidiary');
    expect(graph.edges).toEqual([]);
    const [child, parent] = ['b', 'a'].map((id) => graph.bears.get(`account:crm:${id}`)?.find(({ kind }) => kind === 'account:crm:b below account:crm:a')?.value);
    expect([child, parent]).toEqual(['child', 'parent']);
  });

  test('a domain only suggests one', () => {
    const accounts = [of('a', { name: 'Acme', domain: 'acme.com' }), of('b', { name: 'Acme Pumps', domain: 'acme.com' }), of('c', { name: 'Other', domain: 'acme.com' })].map((one) => readAccount(one).evidence);
    expect(suggestedParents(accounts).map(({ child, parent }) => [child.slice(12), parent.slice(12)])).toEqual([['b', 'a']]);
  });
});

const record = fc.record({
  name: fc.constantFrom('Acme', 'Acme GmbH', 'ACME Pumps', 'Acme Ltd', 'Nordwind', 'Müller'),
  domain: fc.constantFrom('', 'acme.com', 'acme.de', 'nordwind.de', 'gmail.com', 't-online.de', 'x.github.io'),
  country: fc.constantFrom('', 'DE', 'FR'),
  city: fc.constantFrom('', 'Köln', 'Jena'),
  lei: fc.constantFrom('', '', '', lei, otherLei),
  vatId: fc.constantFrom('', '', '', 'DE811569869', 'DE136695976'),
  parent: fc.constantFrom('', '', '', '0', '1', 'Acme'),
  mailDomains: fc.constantFrom<readonly string[]>([], ['acme.com'], ['gmail.com'], ['nordwind.de']),
  knownAt: fc.integer({ min: 0, max: 3 }),
});
const markets = fc.array(record, { maxLength: 14 }).map((list) => list.map((one, index): AccountRecord => ({ ...one, key: `account:crm:${index}`, source: 'crm', id: String(index) })));

/** Groups that edges make, those kept apart that bear two values of one kind: as the fold does, without its stable ids. */
function groupsOf(records: readonly AccountRecord[], { edges, bears, limits }: AccountGraph): Map<string, Set<string>> {
  const groups = new Map(records.map(({ key }) => [key, new Set([key])]));
  const values = (group: ReadonlySet<string>, kind: string): Set<string> => new Set([...group].flatMap((key) => (bears.get(key) ?? []).filter((id) => id.kind === kind).map((id) => id.value)));
  for (const { a, b } of [...edges].sort((x, y) => y.weight - x.weight)) {
    const joined = new Set([...groups.get(a) as Set<string>, ...groups.get(b) as Set<string>]);
    if (Object.entries(limits).every(([kind, limit]) => values(joined, kind).size <= limit)) for (const key of joined) groups.set(key, joined);
  }
  return groups;
}

describe('any records', () => {
  test('their order is nothing', () => {
    fc.assert(fc.property(markets, fc.infiniteStream(fc.integer()), (records, chance) => {
      const shuffled = records.map((one) => [chance.next().value ?? 0, one] as const).sort(([x], [y]) => x - y).map(([, one]) => one);
      const [first, second] = [accountEdges(records), accountEdges(shuffled)];
      expect([second.edges, second.parents, second.refusals]).toEqual([first.edges, first.parents, first.refusals]);
    }), { numRuns: 300 });
  });

  test('disagreeing registry ids are never in one company, however long the chain', () => {
    fc.assert(fc.property(markets, (records) => {
      const groups = groupsOf(records, accountEdges(records));
      for (const group of groups.values()) {
        const ids = records.filter(({ key }) => group.has(key));
        expect(new Set(ids.map((one) => one.lei).filter((one) => one !== '')).size).toBeLessThanOrEqual(1);
        expect(new Set(ids.map((one) => one.vatId).filter((one) => one !== '')).size).toBeLessThanOrEqual(1);
      }
    }), { numRuns: 500 });
  });

  test('a parent and its subsidiary are never in one company', () => {
    fc.assert(fc.property(markets, (records) => {
      const graph = accountEdges(records);
      const groups = groupsOf(records, graph);
      for (const { child, parent } of graph.parents) expect(groups.get(child)?.has(parent)).toBe(false);
    }), { numRuns: 300 });
  });

  test('a domain at which anybody can be changes nothing', () => {
    fc.assert(fc.property(markets, fc.constantFrom('gmail.com', 't-online.de', 'mailinator.com', 'shop.myshopify.com', 'github.io'), (records, domain) => {
      const without = records.map((one) => ({ ...one, domain: '', mailDomains: [] }));
      const withIt = records.map((one) => ({ ...one, domain, mailDomains: [domain] }));
      expect(accountEdges(withIt).edges).toEqual(accountEdges(without).edges);
    }), { numRuns: 200 });
  });

  test('a pair is joined or refused, and not both', () => {
    fc.assert(fc.property(markets, (records) => {
      const { edges, refusals } = accountEdges(records);
      const told = [...edges, ...refusals].map(({ a, b }) => `${a} ${b}`);
      expect(new Set(told).size).toBe(told.length);
      for (const { a, b } of [...edges, ...refusals]) expect(a < b).toBe(true);
    }), { numRuns: 200 });
  });
});
