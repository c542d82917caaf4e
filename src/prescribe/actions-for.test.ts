import { expect, test } from 'vitest';
import type { DealLog, Log } from '../history/index.ts';
import { DAY_MS, type DealAnswer, type Sign } from '../model/index.ts';
import { asSaid } from './as-said.ts';
import { actionsFor, type ActionOptions } from './actions-for.ts';
import { csvOfActions, emailOfActions } from './write-actions.ts';

const asOf = Date.parse('2026-11-20T12:00:00Z');
const empty = { name: null, accountId: null, accountName: null, type: null, currency: 'EUR', stage: [], hasStageHistory: false, amountCents: [], expectedCloseAt: [], owner: [], nextStep: [], endings: [], lossReason: [], names: [], stable: {}, undated: [], touches: [], outcome: null, source: 'files' };

const won = (index: number): DealLog => {
  const createdAt = asOf - 300 * DAY_MS;
  return { ...empty, id: `w${index}`, createdAt, touches: [1, 2, 3].map((step) => createdAt + step * 15 * DAY_MS), outcome: { kind: 'won', at: createdAt + 60 * DAY_MS, closedAt: null }, amountCents: [{ at: createdAt, value: 1_000_000 }] };
};
const openLog = (id: string): DealLog => ({ ...empty, id, createdAt: asOf - 41 * DAY_MS });
const logOf = (ids: readonly string[]): Log => ({
  dataThrough: asOf, deals: [...Array.from({ length: 30 }, (_, index) => won(index)), ...ids.map(openLog)], leads: [], accounts: [], reps: [], money: [],
  stageOrder: [], reportingCurrency: 'EUR', fiscalStartMonth: 1, mixedCurrencies: false, importedAt: [asOf],
});
const answer = (id: string, signs: Sign[], parts: Partial<DealAnswer> = {}): DealAnswer => ({
  id, source: 'files', name: id, account: `Account of ${id}`, accountId: `acc ${id}`, owner: 'Ann', team: null, product: null, type: null, stage: 'Offer', amount: 1000, currency: 'EUR',
  createdAt: null, ageDays: 41, daysInStage: 10, lastTouchDays: 41, expectedCloseByRep: '2026-11-10', nextStep: null, signs, winProbability: 0.5, low: 0.3, high: 0.7,
  expectedClose: null, expectedCloseLow: null, expectedCloseHigh: null, method: 'hazard', reasons: [], similar: [], refusal: null, ...parts,
});
const heldBy = (reason: string, ids: readonly string[]) => new Map(ids.map((id) => [id, { reason, at: asOf }]));
const options: ActionOptions = { seed: 7, comparisonGroup: false };
const many = (count: number, parts: (index: number) => Partial<DealAnswer> = () => ({})): DealAnswer[] =>
  Array.from({ length: count }, (_, index) => answer(`d${index}`, ['no_activity', 'no_next_step', 'past_close_date'], { amount: 1000 + index, ...parts(index) }));
const actionsOf = (deals: readonly DealAnswer[], more: Partial<ActionOptions> = {}) => actionsFor(logOf(deals.map((deal) => deal.id)), asOf, deals, { ...options, ...more });

test('an action says the sign, the evidence, the step, by whom, by when and what is at stake', () => {
  const [action] = actionsOf([answer('d1', ['no_activity'])]).actions;
  expect(action).toMatchObject({
    kind: 'reconnect', by: 'Ann', atStake: 500, atStakeIs: 'amount × chance', dueAt: '2026-11-23', state: 'offered', heldOut: false,
    sign: 'no dated activity for 41 days; 9 of 10 won deals never went longer than 15 days without one', options: [{ kind: 'reconnect', probability: 1 }],
  });
  expect(action?.assumedChange.label).toContain('assumed, not measured');
});

test('a deal without a sign gets no action; one older than any win gets the honest one', () => {
  expect(actionsOf([answer('d1', [])]).actions).toEqual([]);
  const [action] = actionsOf([answer('d1', ['past_close_date', 'older_than_any_win'], { winProbability: null })]).actions;
  expect(action).toMatchObject({ kind: 'close_or_drop', atStake: null });
});

test('at most five an owner and forty in all, dearest first', () => {
  const mine = actionsOf(many(20)).actions;
  expect(mine).toHaveLength(5);
  expect(actionsOf(many(300, (index) => ({ owner: `rep ${index % 60}` }))).actions).toHaveLength(40);
});

test('options sum to one, none is under the floor, and near-ties are drawn', () => {
  const { actions } = actionsOf(many(200, (index) => ({ owner: `rep ${index}` })), { most: 200 });
  for (const action of actions) {
    expect(action.options.reduce((sum, option) => sum + option.probability, 0)).toBeCloseTo(1, 9);
    expect(Math.min(...action.options.map((option) => option.probability))).toBeGreaterThanOrEqual(0.05);
  }
  const reconnects = actions.filter((action) => action.kind === 'reconnect').length;
  expect(reconnects).toBeGreaterThan(200 * 0.35);
  expect(reconnects).toBeLessThan(200 * 0.6);
});

test('the list stands for its week, whatever the order of the deals', () => {
  const deals = many(30, (index) => ({ owner: `rep ${index}` }));
  const again = actionsFor(logOf(deals.map((deal) => deal.id)), asOf + DAY_MS, [...deals].reverse(), options);
  expect(again.actions.map((action) => action.id)).toEqual(actionsOf(deals).actions.map((action) => action.id));
});

test('what people said stays with the action', () => {
  const [offered] = actionsOf([answer('d1', ['no_activity'])]).actions;
  const [done] = asSaid(actionsOf([answer('d1', ['no_activity'])]), { states: new Map([[offered?.id ?? '', { state: 'disagree', reason: 'they are on holiday' }]]), holds: new Map() }).actions;
  expect(done).toMatchObject({ state: 'disagree', stateReason: 'they are on holiday' });
});

test('a deal that waits on us is never held back and comes first', () => {
  const deals = many(60, (index) => ({ owner: `rep ${index}` }));
  const waiting = heldBy('waiting_on_us', deals.map((deal) => deal.id));
  expect(actionsOf(deals, { comparisonGroup: true, heldShare: 0.5 }).actions.some((action) => action.heldOut)).toBe(true);
  expect(asSaid(actionsOf(deals, { comparisonGroup: true, heldShare: 0.5 }), { states: new Map(), holds: waiting }).actions.some((action) => action.heldOut)).toBe(false);
  const last = actionsOf(deals).actions.at(-1)?.dealId ?? '';
  expect(asSaid(actionsOf(deals), { states: new Map(), holds: heldBy('waiting_on_us', [last]) }).actions[0]).toMatchObject({ dealId: last, heldOut: false });
});

const presses = /close date|still alive|who can release|what has changed|deadline|hurry|urgent/i;

test('no step presses a buyer whom fear or indecision holds, whatever the sign; another reason changes no step', () => {
  const deals = [...many(20, (index) => ({ owner: `rep ${index}` })), answer('old', ['older_than_any_win']), answer('stuck', ['stalled'])];
  const plain = actionsOf(deals);
  expect(plain.actions.some((action) => presses.test(action.step))).toBe(true);
  const feared = asSaid(plain, { states: new Map(), holds: heldBy('fear_or_indecision', deals.map((deal) => deal.id)) });
  expect(feared.actions).toHaveLength(plain.actions.length);
  for (const action of feared.actions) {
    expect(action).toMatchObject({ kind: 'reduce_risk', options: [{ kind: 'reduce_risk', probability: 1 }] });
    expect(action.step.replace('Name no deadline.', '')).not.toMatch(presses);
    expect(action.reasons[0]).toContain('fear or indecision');
  }
  expect(asSaid(plain, { states: new Map(), holds: heldBy('no_budget', deals.map((deal) => deal.id)) }).actions).toEqual(plain.actions);
});

test('a deal that was lost to fear before and came back is not pressed either, once that is known', () => {
  const back = answer('back', ['past_close_date', 'stalled']);
  const log = logOf([]);
  const known = { ...log, deals: [...log.deals, { ...openLog('back'), lossReason: [{ at: asOf - 10 * DAY_MS, value: 'Customer was afraid of the change' }] }] };
  expect(actionsFor(known, asOf, [back], options).actions.map(({ kind }) => kind)).toEqual(['reduce_risk']);
  expect(actionsFor(known, asOf - 11 * DAY_MS, [back], options).actions.map(({ kind }) => kind)).not.toContain('reduce_risk');
});

test('no cell of the CSV starts a formula, and what is held out is in neither list', () => {
  const list = actionsOf([answer('d1', ['no_activity'], { account: '=HYPERLINK("x"), Ltd' })]);
  expect(csvOfActions(list)).toContain(`"'=HYPERLINK(""x""), Ltd"`);
  expect(csvOfActions(list).split('\r\n')).toHaveLength(3);
  expect(emailOfActions(list)).toContain('By 2026-11-23. At stake: €500 (amount × chance).');
  const hidden = { ...list, actions: list.actions.map((action) => ({ ...action, heldOut: true })) };
  expect(csvOfActions(hidden)).not.toContain('HYPERLINK');
  expect(emailOfActions(hidden)).toContain('No open deal shows a sign');
});
