import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toneSchema, type Mention, type MentionMatch } from '../../../model/index.ts';
import { labelledLines } from './testing.ts';
import { toneAbout, toneOfMention } from './tone-about.ts';
import { toneOfText } from './tone-of-text.ts';

const tone = (text: string, language: string | null = null): string => toneOfText(text, language).tone;

test('plain cases of English and German', () => {
  for (const text of ['The company recalls 4000 pumps after an accident', 'Their support is terrible and the app crashes', 'Quandel was fined for the breach', 'Der Hersteller ruft die Pumpen nach einem Unfall zurück, Rückruf läuft', 'Die Firma meldet Insolvenz an', 'Der Service ist eine Katastrophe', 'Kunden klagen über Störungen und Ausfälle']) {
    expect([text, tone(text)]).toEqual([text, 'negative']);
  }
  for (const text of ['The new pump is excellent and reliable', 'We love the support team', 'It won the award for the best design', 'Der Service ist hervorragend', 'Die Pumpe überzeugt und ist sehr zuverlässig', 'Das Unternehmen wächst stark und steigert den Gewinn']) {
    expect([text, tone(text)]).toEqual([text, 'positive']);
  }
  for (const text of ['The company moves its office to the third floor', 'Das Unternehmen zieht in die dritte Etage']) expect([text, tone(text)]).toEqual([text, 'neutral']);
});

test('negation turns, before the word and in German behind it; it does not reach into the next clause', () => {
  expect(tone('The support is not good')).toBe('negative');
  expect(tone("It doesn't work")).toBe('negative');
  expect(tone('Die Pumpe überzeugt nicht')).toBe('negative');
  expect(tone('Das ist kein gutes Produkt')).toBe('negative');
  expect(tone('There was no recall and it is reliable')).toBe('positive');
  expect(toneOfText('It is not new, excellent is the word for it', 'en')).toMatchObject({ tone: 'positive', words: [{ word: 'excellent', weight: 2, changedBy: null }] });
});

test('strength counts, and the words that decided are shown', () => {
  const plain = toneOfText('The support is slow', 'en');
  const strong = toneOfText('The support is very slow', 'en');
  expect([plain.words[0]?.weight, strong.words[0]?.weight]).toEqual([-1, -1.5]);
  expect(strong.words).toEqual([{ word: 'slow', weight: -1.5, changedBy: 'very' }]);
  expect(toneOfText('slightly slow', 'en').tone).toBe('neutral');
});

test('it says that it cannot tell', () => {
  expect(toneOfText('Le service est catastrophique', 'fr')).toMatchObject({ tone: 'cannot tell', why: expect.stringMatching(/no word list.*fr/) as string });
  expect(toneOfText('The pump is excellent but the support is terrible', 'en').tone).toBe('cannot tell');
  expect(tone('Quandel 4000')).toBe('cannot tell');
  // "Gift" is poison in one language and a present in the other.
  expect(tone('Gift', 'de')).toBe('negative');
  expect(tone('Gift', 'en')).toBe('neutral');
});

const mention = (title: string | null, text: string): Mention => ({ source: 's', id: '1', kind: 'article', url: null, title, text, links: [], author: null, publishedAt: null, language: 'en' });
const named = (said: Mention, name: string): MentionMatch => {
  const where = (said.title ?? '').includes(name) ? 'title' as const : 'text' as const;
  const at = (where === 'title' ? said.title ?? '' : said.text).indexOf(name);
  return { kind: 'own', id: name, by: 'name', matched: name, witness: null, reason: '', places: [{ where, at, length: name.length }] };
};

test('of one that is named among others, the sentences with its name count', () => {
  const both = mention(null, 'Zalvendo was fined for fraud. Quandel won the award for the best robot.');
  expect(toneAbout(both, named(both, 'Quandel'), 1).tone).toBe('positive');
  expect(toneAbout(both, named(both, 'Zalvendo'), 1).tone).toBe('negative');
  const alone = mention('News of Quandel', 'The recall is a disaster.');
  expect(toneAbout(alone, named(alone, 'Quandel'), 0).tone).toBe('negative');
  expect(toneAbout(alone, named(alone, 'Quandel'), 1).tone).toBe('neutral');
  expect(toneOfMention(alone).tone).toBe('negative');
});

test('on a small set labelled by hand none gets the opposite tone, and nine in ten the right one', () => {
  const judged = labelledLines.map(([label, language, text]) => ({ label, text, got: toneOfText(text, language).tone }));
  expect(judged.filter(({ label, got }) => (label === 'negative' && got === 'positive') || (label === 'positive' && got === 'negative'))).toEqual([]);
  expect(judged.filter(({ label, got }) => label === got).length / judged.length).toBeGreaterThan(0.9);
});

test('whatever the text, the answer keeps its schema and a sum of its words', () => {
  const word = fc.constantFrom('good', 'bad', 'not', 'very', 'gut', 'nicht', 'schlecht', 'the', 'der', '.', 'Quandel', '\ud800', '𝕏', "n't");
  fc.assert(fc.property(fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')), fc.constantFrom(null, 'en', 'de', 'fr', 'x'), (text, language) => {
    const answer = toneSchema.parse(toneOfText(text, language));
    if (answer.tone === 'negative' || answer.tone === 'positive') expect(answer.words.length).toBeGreaterThan(0);
  }), { numRuns: 1000 });
});
