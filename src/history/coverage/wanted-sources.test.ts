import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindNames } from '../../model/index.ts';
import { wantedSources, type HeldSources } from './wanted-sources.ts';

const nothing: HeldSources = { tables: [], events: 0, mentions: 0, ways: new Set(['files', 'postgres', 'events']) };
const table = (kind: HeldSources['tables'][number]['kind'], rows: number, change: Partial<HeldSources['tables'][number]> = {}) => ({ kind, rows, ageDays: 3, complete: 0.9, ...change });
const guides = { any: { crm: 'Any CRM', deals: 'export the deals', history: 'export the history', activities: 'a', leads: 'l' } };

test('with nothing held, deals come first, with the report to run and the ways that exist here', () => {
  expect(wantedSources(nothing, guides)[0]).toMatchObject({ id: 'deals', state: 'missing', holds: 'nothing', how: { 'Any CRM': 'export the deals' }, ways: ['postgres', 'files'] });
});

test('with deals, their history comes next: it blocks the map and weakens the chance', () => {
  const [next] = wantedSources({ ...nothing, tables: [table('deal', 500)] }, guides);
  expect(next).toMatchObject({ id: 'stage-history', blocked: ['Journey map', 'Waits and leaks by stage'], weak: expect.arrayContaining(['Chance to win']), how: { 'Any CRM': 'export the history' } });
});

test.each([
  ['too few', table('stage_change', 40), /fewer than the 500/],
  ['too old', table('stage_change', 900, { ageDays: 90 }), /90 days old/],
  ['too empty', table('stage_change', 900, { complete: 0.2 }), /20 % of the fields/],
] as const)('a source that is %s is thin: it blocks nothing and weakens all that rests on it', (_, thin, words) => {
  const found = wantedSources({ ...nothing, tables: [table('deal', 500), thin] }).find(({ id }) => id === 'stage-history');
  expect(found).toMatchObject({ state: 'thin', blocked: [], weak: expect.arrayContaining(['Journey map', 'Chance to win']), holds: expect.stringMatching(words) });
});

test('two sources of a kind count together, and the younger one dates them', () => {
  const found = wantedSources({ ...nothing, tables: [table('deal', 60, { ageDays: 400 }), table('deal', 60, { ageDays: 1 })] }).find(({ id }) => id === 'deals');
  expect(found).toMatchObject({ state: 'held', holds: '120 rows', blocked: [], weak: [] });
});

test('more of a kind never makes it more wanted, and what is sound comes last', () => {
  const tables = fc.array(fc.record({ kind: fc.constantFrom(...kindNames), rows: fc.nat(2000), ageDays: fc.option(fc.nat(200)), complete: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 8 });
  const order = { missing: 0, thin: 1, held: 2 };
  fc.assert(fc.property(tables, fc.nat(5), fc.nat(5), (given, events, mentions) => {
    const found = wantedSources({ tables: given, events, mentions, ways: new Set() });
    const states = found.map(({ state }) => state);
    expect(states.lastIndexOf('held') === -1 || states.indexOf('held') > Math.max(states.lastIndexOf('missing'), states.lastIndexOf('thin'))).toBe(true);
    for (const one of found) {
      const better = wantedSources({ tables: [...given, table('invoice', 50, { ageDays: 0 })], events: events + 1, mentions, ways: new Set() }).find(({ id }) => id === one.id);
      if (one.id === 'invoices' || one.id === 'web') expect(order[better?.state ?? 'missing']).toBeGreaterThanOrEqual(Math.min(order[one.state], 1));
    }
  }), { numRuns: 60 });
});
