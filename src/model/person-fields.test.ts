import { expect, test } from 'vitest';
import { isCorrectable, isOfPurchase } from './index.ts';

const column = (field: string, value = 'x') => isOfPurchase('contact', { field, further: true, value });

test.each(['Discount agreed', 'deal_value', 'closeProbability', 'Objections', 'Sales notes', 'ARR', 'Lead Score', 'Abschlusswahrscheinlichkeit', 'Sonderrabatt', 'Nächster Schritt', 'Interne Bemerkungen', 'Chiffre d’affaires', 'Remise accordée', 'Próximo paso', 'Descuento', 'Lifetime value', 'Next Step'])('"%s" is about a purchase', (header) => {
  expect(column(header)).toBe(true);
});

test.each(['Newsletter', 'Language', 'Department', 'Mobile', 'LinkedIn', 'Salutation', 'Twitter handle', 'Time zone', 'Sprache', 'Abteilung', 'Langue', 'Idioma', 'Twinned with', 'Cellphone'])('"%s" is not', (header) => {
  expect(column(header)).toBe(false);
});

test('money and shares are about a purchase under any name', () => {
  for (const value of ['€12,000', '12000 EUR', '15 %', '$3.5k']) expect(column('Kickback', value)).toBe(true);
  for (const value of ['12000', 'EUROPE', 'Neuromed', '1.5.2026']) expect(column('Newsletter', value)).toBe(false);
});

test('what came of an inquiry is not shown to its person; names and addresses can be corrected, ids and dates cannot', () => {
  expect(['dealId', 'converted', 'convertedAt', 'status', 'name', 'source'].map((field) => isOfPurchase('lead', { field, further: false, value: 'x' }))).toEqual([true, true, true, true, false, false]);
  expect(['name', 'email', 'accountId', 'createdAt', 'owner'].map((field) => isCorrectable('contact', field, false))).toEqual([true, true, false, false, false]);
});
