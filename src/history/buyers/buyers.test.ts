import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDraw, randomStream } from '../../learn/index.ts';
import { DAY_MS, influenceKinds, influenceNames, type Influence } from '../../model/index.ts';
import { aDeal, aLog } from '../testing.ts';
import { askedDeals } from './asked-deals.ts';
import { claimFamily, rankFamily } from './buyer-families.ts';
import { boundsOf, isKind } from './bounds.ts';
import { saidAsOf, type Asked, type AskFact, type ImportedAnswer, type Said } from './said.ts';
import { testClaims } from './test-claims.ts';
import { unseenShare } from './unseen-share.ts';
import { whatBuyersSaid } from './what-buyers-said.ts';
import { whatTrackersSuggest } from './what-trackers-suggest.ts';

const asOf = 400 * DAY_MS;
const noTracks = { wonDeals: 0, rows: [] };

/** A company whose buyers are moved by known things, and answer as people do. */
interface World { readonly deals: number; readonly people: number; readonly misnames: number; readonly answersIfHidden: number; readonly answersIfShown: number }

function draw(world: World, seed: number): { said: Said[]; log: ReturnType<typeof aLog>; truth: number } {
  const random = randomStream('buyers', seed);
  const weights = influenceNames.map(() => Math.exp(normalDraw(random)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pick = (): Influence => {
    let left = random() * total;
    return influenceNames.find((_, at) => (left -= weights[at] as number) <= 0) ?? 'other';
  };
  const isHidden = (kind: Influence): boolean => influenceKinds[kind].clickCanShow === 'no' || (influenceKinds[kind].clickCanShow === 'perhaps' && kind !== 'press');
  const said: Said[] = [];
  const values: number[] = [];
  const deals = Array.from({ length: world.deals }, (_, at) => aDeal({ id: `D${at}`, createdAt: 0, outcome: { kind: random() < 0.4 ? 'won' : 'lost', at: 100 * DAY_MS, closedAt: 100 * DAY_MS } }));
  for (const deal of deals) {
    const mainly = pick();
    const group = Array.from({ length: 1 + Math.floor(random() * world.people) }, () => (random() < 0.5 ? mainly : pick()));
    values.push(group.filter(isHidden).length / group.length);
    group.forEach((truly, at) => {
      const answers = random() < (isHidden(truly) ? world.answersIfHidden : world.answersIfShown);
      const named = random() < world.misnames ? 'our_material' as const : truly;
      said.push({ id: `${deal.id}/${at}`, dealId: deal.id, contactId: null, askedAt: 110 * DAY_MS, answeredAt: answers ? 120 * DAY_MS : null, declined: false, said: answers ? named : null, recognised: true, offerWanted: null });
    });
  }
  return { said, log: aLog({ deals }), truth: values.reduce((sum, value) => sum + value, 0) / values.length };
}

test.each([
  ['as many as usual answer, some misname', { deals: 120, people: 3, misnames: 0.12, answersIfHidden: 0.35, answersIfShown: 0.5 }],
  ['nearly all answer, so that only chance and misnaming are left', { deals: 60, people: 3, misnames: 0.12, answersIfHidden: 0.97, answersIfShown: 0.97 }],
  ['whoever was moved by something hidden rarely answers', { deals: 300, people: 2, misnames: 0.1, answersIfHidden: 0.15, answersIfShown: 0.8 }],
])('the bounds of the unseen share hold the truth in at least 90 of 100 worlds: %s', (_, world) => {
  const draws = 200;
  let [covered, coveredAtWord] = [0, 0];
  for (let seed = 0; seed < draws; seed += 1) {
    const { said, log, truth } = draw(world, seed);
    const { low, high, naiveLow, naiveHigh } = unseenShare({ log, said, typed: new Map(), asOf, misnaming: 0.15 });
    if (low !== null && high !== null && low <= truth && truth <= high) covered += 1;
    if (naiveLow !== null && naiveHigh !== null && naiveLow <= truth && truth <= naiveHigh) coveredAtWord += 1;
  }
  expect(covered / draws).toBeGreaterThanOrEqual(0.9);
  if (world.answersIfHidden < 0.2) expect(coveredAtWord / draws).toBeLessThan(0.5);
});

test('where the silent are not too different, the narrower bounds hold the truth too, and are narrower', () => {
  let [covered, narrower] = [0, 0];
  for (let seed = 0; seed < 200; seed += 1) {
    // Odds of answering that differ twofold between what is hidden and what is shown make the silent differ by less than that.
    const { said, log, truth } = draw({ deals: 150, people: 3, misnames: 0.1, answersIfHidden: 0.25, answersIfShown: 0.4 }, seed);
    const { ifAlike, low, high } = unseenShare({ log, said, typed: new Map(), asOf, misnaming: 0.15 });
    if (ifAlike && ifAlike.low <= truth && truth <= ifAlike.high) covered += 1;
    if (ifAlike && ifAlike.high - ifAlike.low < (high ?? 1) - (low ?? 0)) narrower += 1;
  }
  expect([covered / 200 >= 0.9, narrower / 200 > 0.95]).toEqual([true, true]);
});

test('each allowance only widens the bounds, and a larger share of misnaming too', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), (seed) => {
    const { said, log } = draw({ deals: 30, people: 3, misnames: 0.1, answersIfHidden: 0.6, answersIfShown: 0.6 }, seed);
    const { steps, sensitivity } = unseenShare({ log, said, typed: new Map(), asOf, misnaming: 0.15 });
    const widening = steps.slice(0, 2);
    widening.forEach((step, at) => { const before = widening[at - 1]; if (before) expect(step.low <= before.low && step.high >= before.high).toBe(true); });
    expect((steps[3]?.low ?? 1) <= (steps[2]?.low ?? 0) + 1e-12 && (steps[3]?.high ?? 0) >= (steps[2]?.high ?? 1) - 1e-12).toBe(true);
    sensitivity.forEach((row, at) => { const before = sensitivity[at - 1]; if (before) expect(row.low <= before.low && row.high >= before.high).toBe(true); });
  }), { numRuns: 50 });
});

test('with everybody silent anything is possible; with everybody heard and at their word the bounds are a point', () => {
  const silent: Said[] = Array.from({ length: 20 }, (_, at) => aSaid({ id: `${at}`, dealId: `D${at}` }));
  const heard = silent.map((one) => ({ ...one, said: 'boss' as const, answeredAt: 2 }));
  const log = aLog({ deals: silent.map((one) => aDeal({ id: one.dealId, outcome: { kind: 'won', at: 1, closedAt: 1 } })) });
  const of = (said: Said[]) => boundsOf(askedDeals(log, said, asOf, true), isKind('boss'), { misnaming: 0, silent: true });
  expect(of(silent)).toMatchObject({ low: 0, high: 1 });
  expect(of(heard)).toMatchObject({ low: 1, high: 1 });
});

const aSaid = (parts: Partial<Said>): Said => ({ id: 's', dealId: 'd1', contactId: null, askedAt: 1, answeredAt: null, declined: false, said: null, recognised: true, offerWanted: null, ...parts });
const answer = (at: number, said: Influence, dealId = `D${at}`): Said => aSaid({ id: `s${at}`, dealId, said, answeredAt: 2 });
const saidOf = (said: readonly Said[], misnaming = 0.15) => {
  const log = aLog({ deals: [...new Set(said.map((one) => one.dealId))].map((id) => aDeal({ id, outcome: { kind: 'won', at: 1, closedAt: 1 } })) });
  return whatBuyersSaid({ log, said, asOf, misnaming, knownOnly: false, tracked: noTracks });
};

test('no kind is ranked below 30 answers, and none above another that cannot be told apart', () => {
  const few = saidOf(Array.from({ length: 29 }, (_, at) => answer(at, 'colleague')));
  expect(few.refusal?.needed).toContain('30 answers');
  expect(few.options.map((option) => option.kind)).toEqual(influenceNames);
  expect(few.options.every((option) => option.rankLow === null && option.rankHigh === null)).toBe(true);
  const many = saidOf(Array.from({ length: 90 }, (_, at) => answer(at, at < 60 ? 'colleague' : at % 2 ? 'boss' : 'press')));
  expect(many.options.slice(0, 3).map(({ kind, rankLow, rankHigh }) => [kind, rankLow, rankHigh])).toEqual([['colleague', 1, 1], ['boss', 2, 3], ['press', 2, 3]]);
});

test('a deal with many answers counts once', () => {
  const loud = Array.from({ length: 40 }, (_, at) => answer(at, 'press', 'D-loud'));
  const quiet = Array.from({ length: 10 }, (_, at) => answer(100 + at, 'colleague'));
  const options = saidOf([...loud, ...quiet]).options;
  expect(options[0]).toMatchObject({ kind: 'colleague', answers: 10, share: 10 / 11 });
});

test('nobody asked and nobody answering are said, not shown as zero', () => {
  expect(saidOf([])).toMatchObject({ sentence: 'Nobody has been asked yet.', refusal: { code: 'no_rows' } });
  const silent = saidOf([aSaid({})]);
  expect(silent.options.every((option) => option.share === null && option.worstHigh === 1)).toBe(true);
  expect(unseenShare({ log: aLog(), said: [], typed: new Map(), asOf, misnaming: 0 })).toMatchObject({ low: null, high: null, naive: null, refusal: { code: 'too_few_answers' } });
});

test('agreement counts pairs within deals', () => {
  const { agreement } = saidOf([answer(1, 'boss', 'A'), answer(2, 'boss', 'A'), answer(3, 'press', 'A'), answer(4, 'boss', 'B')]);
  expect(agreement).toMatchObject({ deals: 1, pairs: 3, samePairs: 1 });
});

const step = (at: number, fact: AskFact['fact'], said: Influence | null = null): AskFact => ({ askId: 'K', dealId: 'D', contactId: 'C', fact, said, offerWanted: null, at });
const version = (knownAt: number, parts: Partial<ImportedAnswer>): ImportedAnswer => ({ id: 'i', knownAt, dealId: 'D', contactId: null, askedAt: 10, answeredAt: null, said: null, recognised: true, offerWanted: null, ...parts });

test('the last answer by the date counts; saying no takes it back; an unanswered link taken back was never asked', () => {
  const own = [step(10, 'asked'), step(20, 'answered', 'boss'), step(30, 'answered', 'press'), step(40, 'declined')];
  const at = (asOfMs: number) => saidAsOf({ own, imported: [] }, asOfMs).map(({ said, declined }) => [said, declined]);
  expect([at(5), at(15), at(25), at(35), at(45)]).toEqual([[], [[null, false]], [['boss', false]], [['press', false]], [[null, true]]]);
  expect(saidAsOf({ own: [step(10, 'asked'), step(20, 'taken_back')], imported: [] }, 30)).toEqual([]);
  expect(saidAsOf({ own: [step(10, 'asked'), step(20, 'answered', 'boss'), step(30, 'taken_back')], imported: [] }, 40)[0]?.said).toBe('boss');
});

test('an imported answer counts from its own date, a corrected one from the import that corrects it', () => {
  const imported = [[version(100, { answeredAt: 50, said: 'boss' }), version(200, { answeredAt: 50, said: 'press' })]];
  const at = (asOfMs: number) => saidAsOf({ own: [], imported }, asOfMs)[0]?.said;
  expect([at(5), at(20), at(60), at(150), at(250)]).toEqual([undefined, null, 'boss', 'boss', 'press']);
});

test('what becomes known later changes nothing said of an earlier date', () => {
  const fact = fc.record({ at: fc.integer({ min: 0, max: 100 }), fact: fc.constantFrom('asked', 'answered', 'declined', 'taken_back'), askId: fc.constantFrom('K1', 'K2') })
    .map(({ at, fact: kind, askId }): AskFact => ({ ...step(at, kind, kind === 'answered' ? 'boss' : null), askId }));
  const row = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })).map(([askedAt, answeredAt]) => [version(120, { askedAt, answeredAt, said: 'press' })]);
  fc.assert(fc.property(fc.array(fact, { maxLength: 12 }), fc.array(row, { maxLength: 4 }), fc.integer({ min: 0, max: 100 }), (facts, imported, date) => {
    const own = facts.toSorted((a, b) => a.at - b.at);
    const all: Asked = { own, imported };
    const before: Asked = { own: own.filter((one) => one.at <= date), imported: imported.filter((versions) => (versions[0]?.askedAt ?? 0) <= date) };
    expect(saidAsOf(all, date)).toEqual(saidAsOf(before, date));
  }));
});

test('trackers credit what left a trace on won deals, up to the win', () => {
  const deals = [aDeal({ id: 'A', stable: { source: 'Trade show' }, outcome: { kind: 'won', at: 50, closedAt: 50 } }), aDeal({ id: 'B', outcome: { kind: 'lost', at: 50, closedAt: 50 } })];
  const typed = new Map([['A', [{ type: 'Call', at: [10, 20, 60] }, { type: 'Zzz', at: [10] }]], ['B', [{ type: 'Call', at: [10] }]]]);
  const { wonDeals, rows } = whatTrackersSuggest(aLog({ deals }), typed, asOf);
  expect([wonDeals, rows.map(({ kind, touches, wonDeals: won }) => [kind, touches, won])]).toEqual([1, [['our_salesperson', 2, 1], ['offline_community', 1, 1]]]);
});

test('a claim that is true holds, a false one does not, and without data nobody can tell', () => {
  const said = Array.from({ length: 200 }, (_, at) => ({ ...answer(at, at % 10 === 0 ? 'our_material' as const : 'colleague' as const), offerWanted: at % 2 === 0 }));
  const log = aLog({ deals: said.map((one) => aDeal({ id: one.dealId, outcome: { kind: 'won', at: 1, closedAt: 1 } })) });
  const { claims, comparisons } = testClaims(log, said, asOf);
  const of = (id: string) => claims.find((claim) => claim.id === id)?.answer;
  expect([of('rep_led'), of('no_journalist'), of('mostly_offline'), of('decided_online'), of('people_over_material'), of('offers_wanted'), of('group_agrees')])
    .toEqual(['does_not_hold', 'holds', 'holds', 'does_not_hold', 'holds', 'cannot_tell', 'cannot_tell']);
  expect(comparisons).toBeLessThan(claims.length);
  const nothing = testClaims(aLog(), [], asOf);
  expect([nothing.comparisons, nothing.claims.every((claim) => claim.answer === 'cannot_tell' && claim.estimate === null)]).toEqual([0, true]);
});

test('where the truth lies on every mark, hardly a register claims anything', () => {
  let claimed = 0;
  for (let seed = 0; seed < 200; seed += 1) {
    const random = randomStream('marks', seed);
    const kindsDrawn: ReadonlyArray<readonly [Influence, number]> = [['press', 0.05], ['search', 0.25], ['supplier_list', 0.2]];
    const said = Array.from({ length: 150 }, (_, at) => {
      let left = random();
      return { ...answer(at, kindsDrawn.find(([, share]) => (left -= share) < 0)?.[0] ?? 'competitor'), offerWanted: random() < 0.5 };
    });
    const log = aLog({ deals: said.map((one) => aDeal({ id: one.dealId, outcome: { kind: 'won', at: 1, closedAt: 1 } })) });
    const onMark = new Set(['no_journalist', 'found_by_search', 'list_decides', 'offers_wanted']);
    if (testClaims(log, said, asOf).claims.some((claim) => onMark.has(claim.id) && claim.answer !== 'cannot_tell')) claimed += 1;
  }
  expect(claimed / 200).toBeLessThanOrEqual(0.15);
});

test('the register lists every pair of influences and every claim that was tested, and agrees with what is shown', () => {
  const { said, log } = draw({ deals: 200, people: 3, misnames: 0, answersIfHidden: 0.6, answersIfShown: 0.6 }, 5);
  const pairs = rankFamily(log, said, asOf, false);
  const { options } = whatBuyersSaid({ log, said, asOf, misnaming: 0.15, knownOnly: false, tracked: noTracks });
  expect(pairs.tested).toBe((influenceNames.length * (influenceNames.length - 1)) / 2);
  expect(pairs.claimed).toBeGreaterThan(0);
  // A pair told apart takes one place from the top of one and one from the bottom of the other.
  expect(options.reduce((sum, option) => sum + influenceNames.length - 1 - ((option.rankHigh ?? 0) - (option.rankLow ?? 0)), 0)).toBe(2 * pairs.claimed);
  const claims = testClaims(log, said, asOf);
  const tested = claimFamily(claims);
  expect([tested.tested, tested.claimed]).toEqual([claims.comparisons, claims.claims.filter((claim) => claim.answer !== 'cannot_tell').length]);
});

test('below the answers that a ranking needs, no pair is compared', () => {
  const { said, log } = draw({ deals: 8, people: 1, misnames: 0, answersIfHidden: 1, answersIfShown: 1 }, 6);
  expect(rankFamily(log, said, asOf, false).comparisons).toEqual([]);
});
