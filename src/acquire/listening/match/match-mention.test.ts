import fc from 'fast-check';
import { expect, test } from 'vitest';
import { watchedSchema, type Mention, type MentionMatch, type Watched } from '../../../model/index.ts';
import { labelledMentions, watchedCompanies } from './testing.ts';
import { withoutLegalForm } from './legal-forms.ts';
import { matchMention } from './match-mention.ts';
import { watchList } from './watch-list.ts';
import { folded } from '../words.ts';

const mention = (text: string, change: Partial<Mention> = {}): Mention => ({ source: 's', id: '1', kind: 'article', url: null, title: null, text, links: [], author: null, publishedAt: null, language: null, ...change });
const watch = (id: string, names: string | readonly string[] = id, change: Partial<Watched> = {}): Watched => watchedSchema.parse({ kind: 'account', id, names: [names].flat(), ...change });
const found = (said: Mention | string, ...watched: Watched[]): MentionMatch[] => matchMention(typeof said === 'string' ? mention(said) : said, watchList(watched));
const ids = (said: Mention | string, ...watched: Watched[]): string[] => found(said, ...watched).map(({ id }) => id);

test('legal forms are taken off the end, and nothing else', () => {
  const bare = (name: string) => withoutLegalForm(name).words.join(' ');
  expect(Object.fromEntries(['Nordwind GmbH & Co. KG', 'Acme, Inc.', 'Ferro S.p.A.', 'Papír s. r. o.', 'Wola Sp. z o.o.', 'Grupo Sol S.A. de C.V.', 'Bahn AG', 'The Brick Company Ltd', 'Co', 'SE', 'Kern (Holding) AG', 'AG Wessels', 'Müller & Söhne oHG'].map((name) => [name, bare(name)]))).toEqual({
    'Nordwind GmbH & Co. KG': 'nordwind', 'Acme, Inc.': 'acme', 'Ferro S.p.A.': 'ferro', 'Papír s. r. o.': 'papir', 'Wola Sp. z o.o.': 'wola', 'Grupo Sol S.A. de C.V.': 'grupo sol', 'Bahn AG': 'bahn',
    'The Brick Company Ltd': 'brick company', Co: 'co', SE: 'se', 'Kern (Holding) AG': 'kern', 'AG Wessels': 'ag wessels', 'Müller & Söhne oHG': 'muller sohne',
  });
});

test('a name is found at word boundaries, whatever its accents, case of the legal form and spelling of umlauts', () => {
  const zueblin = watch('z', 'Züblmann Hochbau GmbH');
  for (const text of ['Züblmann Hochbau baut.', 'ZÜBLMANN HOCHBAU baut', 'Bei Zueblmann-Hochbau ruht die Arbeit', 'Zu\u0308blmann Hochbau baut', 'Züblmann & Hochbau']) expect([text, ids(text, zueblin)]).toEqual([text, ['z']]);
  for (const text of ['Züblmannhochbau', 'Züblmann. Hochbau ist teuer', 'Hochbau Züblmann', 'Überzüblmann Hochbau', 'Züblmann\nHochbau']) expect([text, ids(text, zueblin)]).toEqual([text, []]);
  expect(found('Der Chef von Züblmann Hochbau geht.', zueblin)[0]).toMatchObject({ by: 'name', matched: 'Züblmann Hochbau', witness: null, reason: 'The text names "Züblmann Hochbau".', places: [{ where: 'text', at: 13, length: 16 }] });
  expect(ids('the zalvendo app is down', watch('z', 'Zalvendo SE'))).toEqual([]);
});

test('short and common names need a second witness', () => {
  const target = watch('t', 'Target Corporation', { domains: ['target-pumps.example'], context: ['pumps'] });
  expect(ids('The Target for growth was missed', target)).toEqual([]);
  expect(ids('Target makes pumps', target)).toEqual([]);
  expect(found('Target Corp. was fined', watch('t', 'Target Corp'))[0]).toMatchObject({ witness: 'the legal form "Corp" behind it' });
  expect(ids('Target Inc. was fined', target)).toEqual([]);
  expect(ids(mention('Our Target', { links: ['shop.target-pumps.example'] }), target)).toEqual(['t']);
  const kuka = watch('k', 'KIR AG', { context: ['Roboter'] });
  expect(ids('KIR wächst', kuka)).toEqual([]);
  expect(found('Neue Roboter von KIR', kuka)[0]).toMatchObject({ witness: '"roboter" in the same text', reason: 'The text names "KIR", with "roboter" in the same text.' });
  expect(ids('KIR AG wächst', kuka)).toEqual(['k']);
  expect(ids('BRSF steigt, meldet die Börse', watch('b', 'BRSF SE'))).toEqual(['b']);
  expect(ids('Brsf steigt', watch('b', 'Brsf'))).toEqual([]);
  expect(ids('Paul Wagner ist neuer Chef', watch('w', 'Paul Wagner GmbH'))).toEqual([]);
  expect(ids('3 and 11 of 42', watch('n', '42'))).toEqual([]);
});

test('two that bear the same name are told apart by legal form or domain alone', () => {
  const [first, second] = [watch('a', 'Quandel GmbH'), watch('b', 'Quandel AG', { domains: ['quandel.example'] })];
  expect(ids('Quandel wächst', first, second)).toEqual([]);
  expect(ids('Quandel wächst', first)).toEqual(['a']);
  expect(ids('Quandel AG wächst', first, second)).toEqual(['b']);
  expect(ids(mention('Quandel wächst', { url: 'https://www.quandel.example/news' }), first, second)).toEqual(['b']);
});

test('where one name stands inside a longer one, the longer one is meant', () => {
  const [short, long] = [watch('s', 'Quandel'), watch('l', 'Quandel Robotik')];
  expect(ids('Quandel Robotik wächst', short, long)).toEqual(['l']);
  expect(ids('Quandel Robotik wächst, Quandel auch', short, long)).toEqual(['l', 's']);
});

test('domains: where it was published, what it links to, what it writes; never everybody\'s', () => {
  const own = watch('q', 'Qx', { domains: ['https://www.quandel.example/about'] });
  expect(found(mention('', { url: 'https://blog.quandel.example/1' }), own)[0]).toMatchObject({ by: 'domain', matched: 'quandel.example', reason: 'It was published at quandel.example.' });
  expect(found('See shop.quandel.example.', own)[0]).toMatchObject({ reason: 'The text names quandel.example.', places: [{ where: 'text', at: 4, length: 20 }] });
  for (const text of ['notquandel.example', 'quandel.example.org', 'jo@quandel.example.net']) expect([text, ids(text, own)]).toEqual([text, []]);
  for (const domain of ['gmail.com', 'linkedin.com', 'co.uk', 'uk', 'github.io']) expect([domain, ids(mention('', { url: `https://someone.${domain}/x`, links: [domain] }), watch('x', 'Qx', { domains: [domain] }))]).toEqual([domain, []]);
});

test('handles that a person gave', () => {
  const own = watch('q', 'Qx', { handles: ['@quandel@m.example', 'quandel.bsky.example'] });
  expect(ids('Thanks @Quandel@m.example!', own)).toEqual(['q']);
  expect(ids('@quandel.bsky.example, hi', own)).toEqual(['q']);
  expect(ids('mail jo@quandel.bsky.example', own)).toEqual([]);
});

test('on a small set labelled by hand no match is wrong, and most are found', () => {
  const list = watchList(watchedCompanies);
  const judged = labelledMentions.map(({ about, ...said }) => {
    const got = matchMention(mention(said.text, said), list).map(({ id }) => id);
    return { wrong: got.filter((id) => !about.includes(id)), missed: about.filter((id) => !got.includes(id)), right: got.filter((id) => about.includes(id)).length };
  });
  expect(judged.flatMap(({ wrong }) => wrong)).toEqual([]);
  const [right, missed] = [judged.reduce((sum, one) => sum + one.right, 0), judged.flatMap((one) => one.missed).length];
  expect(right / (right + missed)).toBeGreaterThan(0.8);
});

const word = fc.constantFrom('Quandel', 'Nordholm', 'Target', 'Vektoria', 'Pumpen', 'Müller', 'AG', 'KIR', 'Robotik', 'GmbH', '&', '.', 'and', 'the');
const text = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(' '));
const names = fc.array(fc.array(fc.constantFrom('Quandel', 'Nordholm', 'Target', 'Vektoria', 'Pumpen', 'KIR', 'Robotik', 'Müller', 'AG', 'GmbH'), { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')), { minLength: 1, maxLength: 6 });

test('the order of accounts changes nothing', () => {
  fc.assert(fc.property(text, names, fc.infiniteStream(fc.nat()), (said, given, keys) => {
    const watched = given.map((name, index) => watch(`id${index}`, name));
    const shuffled = watched.map((one) => ({ one, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key).map(({ one }) => one);
    expect(found(said, ...shuffled)).toEqual(found(said, ...watched));
  }), { numRuns: 1000 });
});

test('an account whose name shares no word with others changes no other match', () => {
  fc.assert(fc.property(text, names, (said, given) => {
    const watched = given.map((name, index) => watch(`id${index}`, name));
    expect(found(`${said} Zwickelmann`, ...watched, watch('new', 'Zwickelmann Optik'), watch('newer', 'Zwickelmann')).filter(({ id }) => id.startsWith('id'))).toEqual(found(`${said} Zwickelmann`, ...watched));
  }), { numRuns: 1000 });
});

test('what matched stands where the match says', () => {
  fc.assert(fc.property(text, names, (said, given) => {
    for (const match of found(said, ...given.map((name, index) => watch(`id${index}`, name)))) {
      for (const { at, length } of match.places) expect(folded(said.slice(at, at + length)).length).toBeGreaterThan(0);
      expect(said).toContain(match.matched);
    }
  }), { numRuns: 500 });
});

test('ten thousand accounts cost a mention about as much as ten', () => {
  const list = watchList(Array.from({ length: 10_000 }, (_, n) => watch(`a${n}`, `Quandel${n} Technik GmbH`)));
  const said = mention(`${'Ein langer Satz ohne einen einzigen Namen. '.repeat(90)} Quandel77 Technik wächst.`);
  const started = performance.now();
  for (let n = 0; n < 100; n += 1) expect(matchMention(said, list)).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(2000);
});
