import { expect, test } from 'vitest';
import { creditedTo, influenceKinds, influenceNames, influenceOf } from './influence-kinds.ts';

test('sixteen kinds, each named by its own word and by its label', () => {
  expect(influenceNames).toHaveLength(16);
  for (const name of influenceNames) {
    expect(influenceOf(name)).toBe(name);
    expect(influenceOf(influenceKinds[name].label.toUpperCase())).toBe(name);
  }
});

test.each([
  ['earlier experience', 'earlier_experience'], ['correspondent', 'correspondent'], ['policy-maker', 'policy_maker'], ['supplier list', 'supplier_list'], ['approved-supplier list', 'supplier_list'],
  ['online community', 'online_community'], ['offline community', 'offline_community'], ['our salesperson', 'our_salesperson'], ['your account manager', 'our_salesperson'], ['our material', 'our_material'],
  ['our website', 'our_material'], ['policy-maker or regulator', 'policy_maker'], ['someone we e-mailed or met', 'correspondent'], ['offline community or event', 'offline_community'], ['a co-worker', 'colleague'],
  ['Trade fair in Hanover', 'offline_community'], ['Berater', 'consultant'], ['the weather', 'other'],
])('%s names %s', (text, kind) => expect(influenceOf(text)).toBe(kind));

test('nothing said names nothing', () => {
  expect(influenceOf(null)).toBeNull();
  expect(influenceOf('  ')).toBeNull();
});

test('trackers credit calls to the salesperson, downloads to the material, and nothing to a colleague', () => {
  expect(['Call', 'Meeting', 'Email'].map(creditedTo)).toEqual(['our_salesperson', 'our_salesperson', 'our_salesperson']);
  expect(['Website form', 'E-mail campaign', 'Trade show', 'Organic search', 'LinkedIn', 'Referral', 'Partner', 'Zzz'].map(creditedTo)).toEqual(['our_material', 'our_material', 'offline_community', 'search', 'online_community', 'correspondent', 'consultant', null]);
});
