import { expect, test } from 'vitest';
import { aDeal, aLog } from '../testing.ts';
import { closingsOf } from './closings.ts';

test('every dated end is told with which of the deal\'s ends it is; open deals and undated ends are not', () => {
  const won = { kind: 'won', at: 20, closedAt: 10 } as const;
  const deals = [
    aDeal({ id: 'open', outcome: null }), aDeal({ id: 'undated', outcome: { kind: 'lost', at: null, closedAt: null } }),
    aDeal({ id: 'again', source: 'crm', outcome: won, endings: [{ at: 5, value: 'lost' }, { at: 7, value: null }, { at: 20, value: 'won' }] }),
    aDeal({ id: 'once', source: 'crm', outcome: { kind: 'lost', at: 4, closedAt: null } }),
  ];
  expect(closingsOf(aLog({ deals }))).toEqual([
    { dealId: 'once', source: 'crm', outcome: 'lost', at: 4, closedAt: null, ending: 1 },
    { dealId: 'again', source: 'crm', outcome: 'won', at: 20, closedAt: 10, ending: 2 },
  ]);
});
