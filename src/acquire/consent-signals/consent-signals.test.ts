import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { purposes } from '../../model/index.ts';
import { readCategoryStamp } from './category-stamp.ts';
import { defaultCategories, readConsentSignals, wordingShown, type ConsentSaid } from './index.ts';
import { strictest } from './consent-said.ts';
import { readTcString } from './tc-purposes.ts';
import { decodeTcCore } from './tc-string.ts';

/** The example of "Consent string and vendor list formats v2", and one more from IAB's own tests. */
const iabExample = 'COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA.IFoEUQQgAIQwgIwQABAEAAAAOIAACAIAAAAQAIAgEAACEAAAAAgAQBAAAAAAAGBAAgAAAAAAAFAAECAAAgAAQARAEQAAAAAJAAIAAgAAAYQEAAAQmAgBC3ZAYzUw';
const withInterests = 'COxSKBCOxSKCCBcABCENAgCMAPzAAEPAAAqIDaQBQAMgAgABqAR0A2gDaQAwAMgAgANoAAA';
/** Made by @iabtcf/core 1.5.6 with CMP 27 on 2026-01-05. */
const made = {
  allYes: 'CQdjfYAQdjfYAAbABAENAPCAAP_gAAAAAAYgD6QAoAAgAGAfQAAAAAAA',
  allNo: 'CQdjfYAQdjfYAAbABAENAPCAAAAAAAAAAAYgAAAAAAAA',
  measureOnly: 'CQdjfYAQdjfYAAbABAENAPCAAIPAAAAAAAYgAAAAAAAA',
  interestsOnly: 'CQdjfYAQdjfYAAbABAENAPCAAIAAAEPgAAYgAAAAAAAA',
  oneNotAsked: 'CQdjfYAQdjfYAAbABAENAPCAAAAAAAPAAIYgAAAAAAAA',
};

const anything = fc.anything({ withNullPrototype: true, maxDepth: 4 });
const anySignals = fc.record({ categoryPreferences: fc.oneof(anything, fc.dictionary(fc.constantFrom(...Object.keys(defaultCategories)), fc.boolean())), gpc: anything, tcString: anything, doNotTrack: anything }, { requiredKeys: [] });
const anyStamp = fc.dictionary(fc.constantFrom(...Object.keys(defaultCategories), 'Advertising', '__proto__', 'constructor', 'who knows'), fc.boolean());

describe('the category stamp', () => {
  it('reads the categories of Segment, of OneTrust and of our own dialog', () => {
    expect(readCategoryStamp({ Advertising: true, Analytics: false, DataSharing: false })).toMatchObject({ refused: ['store', 'analyse', 'predict', 'share'], granted: ['personalise'] });
    expect(readCategoryStamp({ C0001: true, C0002: true, C0003: false, C0004: false })).toMatchObject({ refused: ['personalise', 'share'], granted: ['store', 'analyse', 'predict'] });
    expect(readCategoryStamp({ necessary: true, analytics: true, personalisation: true, contact: true, sharing: true }).granted).toEqual([...purposes]);
  });

  it('takes what is necessary for no choice', () => expect(readCategoryStamp({ C0001: false, necessary: true })).toEqual({ refused: [], granted: [], because: [] }));

  it('heeds another map', () => expect(readCategoryStamp({ ' Phone ': false, analytics: false }, { phone: ['contact'] })).toMatchObject({ refused: ['contact'], because: ['the consent stamp says no to "phone"'] }));

  it('is not moved by categories that it does not know', () => {
    const foreign = fc.dictionary(fc.string().filter((name) => !Object.hasOwn(defaultCategories, name.trim().toLowerCase())), fc.boolean());
    fc.assert(fc.property(anyStamp, foreign, (stamp, more) => {
      expect(readCategoryStamp({ ...more, ...stamp })).toEqual(readCategoryStamp(stamp));
    }));
  });
});

describe('signals of the browser', () => {
  it.each([true, '1'])('hears Global Privacy Control in %j', (gpc) => {
    expect(readConsentSignals({ gpc })).toMatchObject({ refused: ['personalise', 'share'], granted: [], because: [expect.stringContaining('https://www.w3.org/TR/gpc/')] });
  });

  it.each(['0', '', 'true', '1, 1', 1, ['1'], false])('takes %j for silence', (gpc) => expect(readConsentSignals({ gpc }).because).toEqual([]));

  it('lets Global Privacy Control win over a yes in the dialog', () => {
    expect(readConsentSignals({ gpc: true, categoryPreferences: { marketing: true, analytics: true } })).toMatchObject({ refused: ['personalise', 'share'], granted: ['store', 'analyse', 'predict'] });
  });

  it('notes Do Not Track and refuses nothing', () => expect(readConsentSignals({ doNotTrack: '1' })).toMatchObject({ refused: [], granted: [], because: [expect.stringContaining('hint')] }));
});

describe('the TC string', () => {
  it('decodes the example of the specification', () => {
    expect(decodeTcCore(iabExample)).toEqual({
      createdMs: Date.parse('2020-02-20T23:57:39.300Z'), updatedMs: Date.parse('2020-02-20T23:57:39.300Z'), cmpId: 27,
      consents: new Set([1, 2, 3]), legitimateInterests: new Set(), purposeOneNotAsked: false,
    });
    expect(decodeTcCore(withInterests)).toMatchObject({ cmpId: 92, consents: new Set([1, 2, 3, 4, 5, 6, 9, 10]), legitimateInterests: new Set([2, 7, 8, 9, 10]) });
  });

  it.each([
    ['allYes', [], ['store', 'analyse', 'predict', 'personalise', 'share']],
    ['allNo', ['store', 'analyse', 'predict', 'personalise', 'share'], []],
    ['measureOnly', ['personalise', 'share'], ['store', 'analyse', 'predict']],
    ['interestsOnly', ['personalise', 'share'], ['store']],
    ['oneNotAsked', ['personalise', 'share'], []],
  ] as const)('turns %s into our purposes', (name, refused, granted) => expect(readTcString(made[name])).toMatchObject({ refused, granted }));

  it('says when and by whose dialog', () => expect(readTcString(made.measureOnly).because).toEqual(['a TC string of 2026-01-05 (IAB TCF, CMP 27) with consent to its purposes 1, 7, 8, 9, 10']));

  it.each(['', 'CO', 'BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA', `${made.allNo.slice(0, 20)}!${made.allNo.slice(21)}`, 'x'.repeat(20_000), 7, null])('takes %j for silence', (text) => expect(readTcString(text).because).toEqual([]));
});

describe('the proof of an answer', () => {
  const properties = { purposes: { analytics: false }, wordingVersion: 'w-2', shown: 'ab12', language: 'de' };
  it('names the words that were shown', () => {
    expect(wordingShown({ type: 'track', event: 'Consent withdrawn', properties })).toBe('words w-2 (de), shown as ab12');
    expect(wordingShown({ type: 'track', event: 'Consent given', properties: { ...properties, language: undefined } })).toBe('words w-2, shown as ab12');
  });
  it.each([
    { type: 'track', event: 'Opened', properties }, { type: 'page', event: 'Consent given', properties },
    { type: 'track', event: 'Consent given', properties: {} }, { type: 'track', event: 'Consent given', properties: { ...properties, purposes: { analytics: 'yes' } } }, { type: 'track', event: 'Consent given', properties: null },
  ] as const)('is not seen in %j', (event) => expect(wordingShown(event)).toBeNull());
});

describe('all signals', () => {
  it('never throw, and never both refuse and grant', () => {
    fc.assert(fc.property(anySignals, (signals) => {
      const said = readConsentSignals(signals);
      expect(said.refused.filter((purpose) => said.granted.includes(purpose))).toEqual([]);
    }), { numRuns: 2000 });
  });

  it('never throw on any text or bits of a TC string', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'), maxLength: 80 });
    fc.assert(fc.property(fc.oneof(fc.string(), letters, letters.map((rest) => `C${rest}`)), (tcString) => {
      expect(purposes).toEqual(expect.arrayContaining([...readConsentSignals({ tcString }).refused]));
    }), { numRuns: 2000 });
  });

  it('refuse what any one of them refuses, in any order', () => {
    const said = fc.record({ refused: fc.subarray([...purposes]), granted: fc.subarray([...purposes]), because: fc.constant(['said']) }) as fc.Arbitrary<ConsentSaid>;
    fc.assert(fc.property(fc.array(said, { minLength: 1, maxLength: 5 }), (all) => {
      const { refused, granted } = strictest(all);
      expect(refused).toEqual(purposes.filter((purpose) => all.some((one) => one.refused.includes(purpose))));
      expect(strictest(all.toReversed())).toMatchObject({ refused, granted });
    }));
  });
});
