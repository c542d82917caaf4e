import { expect, test } from 'vitest';
import { declareInferences, inferences, sensitiveCategories, sensitiveCategoryOf, type Inference } from './index.ts';

const named: ReadonlyArray<readonly [string, string]> = [
  ['health', 'Disability (y/n)'], ['health', 'Krankheitstage'], ['health', 'État de santé'], ['health', 'Discapacidad'], ['religion', 'Religion'], ['religion', 'Konfession'], ['origin', 'contact_ethnicity'], ['origin', 'Nationalité'],
  ['politics', 'Political Party'], ['politics', 'Parteizugehörigkeit'], ['politics', 'Opinion politique'], ['union', 'TradeUnionMember'], ['union', 'Gewerkschaft'], ['union', 'Sindicato'], ['sexuality', 'Sexual orientation'], ['crime', 'Casier judiciaire'],
  ['crime', 'Antecedentes penales'], ['biometrics', 'Voiceprint ID'], ['biometrics', 'Gesichtserkennung'], ['psyche', 'MBTI'], ['psyche', 'personality_type'], ['psyche', 'Persönlichkeit'], ['age', 'Age'], ['age', 'Contact age'], ['age', 'DateOfBirth'],
  ['age', 'Geburtsdatum'], ['age', 'Fecha de nacimiento'], ['age', 'Âge'], ['gender', 'Gender'], ['gender', 'Anrede'], ['gender', 'Civilité'], ['gender', 'Género'], ['family', 'Marital Status'], ['family', 'Familienstand'], ['family', 'Hijos'], ['family', 'Situation familiale'],
];

test.each(named)('%s: "%s" is sensitive', (category, name) => {
  expect(sensitiveCategoryOf(name)).toBe(category);
});

test.each(['Health score', 'Account Health', 'Deal age', 'Age (days)', 'Stage', 'Average order', 'Parent account', 'Region', 'Title', 'Credit union', 'Trading partner', 'Union Square branch', 'Sextant version', 'Essex', 'Language', 'Childcare product', 'Política de precios', 'Facet', 'Interface', 'Alternative', 'Persona', 'Package', 'Account manager', 'Kindergarten'])('"%s" is not', (name) => {
  expect(sensitiveCategoryOf(name)).toBeNull();
});

test('every category has a name that is recognised', () => {
  expect([...new Set(named.map(([category]) => category))].sort()).toEqual(Object.keys(sensitiveCategories).sort());
});

test('a sensitive inference cannot be declared, by what it concludes or by what it concludes from', () => {
  const harmless: Inference = { attribute: 'Seniority', rule: 'r', from: ['job title'], use: 'u', aboutPurchase: false };
  expect(declareInferences({ seniority: harmless })).toEqual({ seniority: harmless });
  for (const [category, name] of named) {
    expect(() => declareInferences({ concluded: { ...harmless, attribute: name } })).toThrow(sensitiveCategories[category as keyof typeof sensitiveCategories]);
    expect(() => declareInferences({ concluded: { ...harmless, from: ['job title', name] } })).toThrow('never inferred');
    expect(() => declareInferences({ [name]: harmless })).toThrow('refused');
  }
});

test('what is concluded today says how, from what and what for', () => {
  for (const inference of Object.values(inferences)) for (const said of [inference.attribute, inference.rule, inference.use, ...inference.from]) expect(said.length).toBeGreaterThan(5);
});
