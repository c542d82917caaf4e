import { houseTouchRule, type Touch, type Touches } from './index.ts';

const touch: Touch = {
  id: '5d0b7cfa-0000-4000-8000-000000000003', kind: 'visit', name: 'Prices', firstAt: '2026-11-20T09:00:00.000Z', lastAt: '2026-11-20T09:07:00.000Z', knownAt: '2026-11-20T09:07:01.000Z', pages: ['/prices', '/demo'], pageViews: 3,
  referrer: 'www.google.com', channel: 'search', campaign: null, who: 'user:u-1', person: 'user:u-1', accounts: ['A-1'], sources: ['shop'], ruleVersion: 1, events: ['5d0b7cfa-0000-4000-8000-000000000003'],
};

/** Touches that answer from fixtures, for tests of routes and commands. */
export const fakeTouches: Touches = {
  list: async () => [touch], rule: async () => ({ version: 1, rule: houseTouchRule, at: null, by: null }),
  counts: async () => ({ ruleVersion: 1, upTo: '2026-11-20T09:10:00.000Z', events: 9, inTouches: 5, thinned: { bounce: 2, no_contact: 1 }, refused: 1, waiting: 0, touches: { visit: 1 } }),
  setRule: async (change) => ({ version: 2, rule: { ...houseTouchRule, ...change } as typeof houseTouchRule, at: '2026-11-20T09:00:00.000Z', by: 'command line' }),
};
