import { houseContactRules, type Caps, type DialAnswer } from './index.ts';

const dial: DialAnswer = {
  person: 'contact:crm:C-1', timeZone: 'Europe/Berlin', levels: [{ about: 'sales', level: 'quiet', allowedByPerson: 'quiet' }, { about: 'marketing', level: 'quiet', allowedByPerson: 'quiet' }, { about: 'research', level: 'quiet', allowedByPerson: 'quiet' }],
  words: [{ about: 'any', level: 'quiet', saidBy: 'person', timeZone: 'Europe/Berlin', at: '2026-11-20T09:00:00.000Z', by: null }],
};

/** Limits of contact that answer from fixtures, for tests of routes, pages and commands. */
export const fakeCaps = (change: Partial<Caps> = {}): Caps => ({
  rules: async () => ({ version: 1, rules: houseContactRules, at: null, by: null }), setRules: async (given) => ({ version: 2, rules: { ...houseContactRules, ...given } as typeof houseContactRules, at: '2026-11-20T09:00:00.000Z', by: 'command line' }),
  dial: async () => dial, setDial: async () => dial, setOwnDial: async () => dial,
  mayContact: async () => ({ allowed: false, reason: 'gap', why: 'the last contact is too short a time ago', next: '2026-11-21T09:00:00.000Z' }), ...change,
});
