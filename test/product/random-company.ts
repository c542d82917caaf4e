import type { AccountLog, Dated, DealLog, LeadLog, Log, MoneyLog, Outcome, RepLog } from '../../src/history/index.ts';
import { randomStream } from '../../src/learn/index.ts';
import { DAY_MS } from '../../src/model/index.ts';

/** First and last day of the random facts. */
export const randomFrom = Date.parse('2022-01-03');
export const randomUntil = randomFrom + 1_300 * DAY_MS;
/** Data dates of the imports: what has no date of its own is known from these. */
const imports = [400, 700, 1_000, 1_299].map((day) => randomFrom + day * DAY_MS);
const stages = ['Meet', 'Offer', 'Decide'];
const owners = ['Ada', 'Tom', 'Lena', 'Raj'];

type Draw = () => number;
const pick = <T>(choices: readonly T[], draw: Draw): T => choices[Math.floor(draw() * choices.length)] as T;
const within = (from: number, until: number, draw: Draw): number => Math.floor(from + draw() * Math.max(1, until - from));
const sortedTimes = (count: number, from: number, until: number, draw: Draw): number[] => Array.from({ length: count }, () => within(from, until, draw)).sort((a, b) => a - b);
const datedAt = <T>(times: readonly number[], value: () => T): Dated<T>[] => times.map((at) => ({ at, value: value() }));
const seenFrom = (at: number): number[] => imports.filter((one) => one >= at);

/** Facts without sense: everything changes at random, is taken back, ends, opens again. */
function randomDeal(index: number, draw: Draw): DealLog {
  const createdAt = within(randomFrom, randomUntil - 20 * DAY_MS, draw);
  const until = Math.min(randomUntil, createdAt + (5 + draw() * 200) * DAY_MS);
  const seen = seenFrom(createdAt);
  const times = sortedTimes(1 + Math.floor(draw() * 5), createdAt, until, draw);
  const ends = draw() < 0.8 && until < randomUntil;
  const kind: Outcome = pick(['won', 'lost', 'no_decision'], draw);
  const again = ends && draw() < 0.15;
  const endings: Dated<Outcome | null>[] = again ? [{ at: within(createdAt, until, draw), value: 'lost' }, { at: until - 1, value: null }, { at: until, value: kind }].sort((a, b) => a.at - b.at) as Dated<Outcome | null>[] : [];
  const deal: DealLog = {
    id: `d${index}`, source: 'files', name: `Deal ${index}`, accountId: `a${index % 30}`, accountName: `Account ${index % 30}`, createdAt, type: pick(['New', 'Renewal'], draw), currency: draw() < 0.02 ? 'USD' : 'EUR',
    stage: datedAt([createdAt, ...times], () => pick(stages, draw)), hasStageHistory: true, amountCents: datedAt([...times, ...seen].sort((a, b) => a - b), () => (draw() < 0.1 ? null : within(1e5, 1e7, draw))),
    expectedCloseAt: datedAt(times, () => within(createdAt, until + 90 * DAY_MS, draw)), owner: datedAt(seen, () => pick(owners, draw)), nextStep: datedAt(seen, () => (draw() < 0.5 ? 'Call' : null)),
    outcome: ends ? { kind, at: until, closedAt: until } : null, endings, lossReason: datedAt(seen, () => (draw() < 0.3 ? 'Price' : null)),
    stable: { product: pick(['Pump', 'Valve'], draw), source: pick(['Web', 'Fair'], draw) }, undated: datedAt(seen, () => ({ Tag: pick(['hot', 'cold'], draw), Score: String(within(0, 100, draw)) })),
    touches: sortedTimes(Math.floor(draw() * 12), createdAt, until, draw),
  };
  const takenBackAt = seen[1];
  return takenBackAt === undefined || draw() < 0.7 ? deal : { ...deal, earlier: [{ until: takenBackAt, as: { ...deal, name: `Misnamed ${index}`, accountId: `a${(index + 1) % 30}`, currency: 'EUR', outcome: ends && draw() < 0.5 ? { kind: 'lost', at: until, closedAt: until } : null, endings: [] } }] };
}

function randomLead(index: number, draw: Draw): LeadLog {
  const createdAt = within(randomFrom, randomUntil, draw);
  const convertedAt = draw() < 0.3 ? within(createdAt, createdAt + 40 * DAY_MS, draw) : null;
  const lead: LeadLog = {
    id: `l${index}`, source: 'files', company: `Company ${index}`, createdAt, respondedAt: draw() < 0.8 ? within(createdAt, createdAt + 5 * DAY_MS, draw) : null, convertedAt, converted: convertedAt === null ? null : true,
    channel: pick(['Web', 'Fair', 'Partner'], draw), campaign: pick(['Spring', 'Autumn'], draw), owner: pick(owners, draw), dealId: convertedAt === null ? null : `d${within(0, 300, draw)}`,
    stable: { industry: pick(['Food', 'Energy'], draw) }, undated: datedAt(seenFrom(createdAt), () => ({ Status: pick(['Working', 'Done'], draw) })),
  };
  const takenBackAt = seenFrom(createdAt)[1];
  return takenBackAt === undefined || draw() < 0.7 ? lead : { ...lead, earlier: [{ until: takenBackAt, as: { ...lead, company: `Other ${index}`, owner: pick(owners, draw), convertedAt: null, converted: null, dealId: null } }] };
}

function randomAccount(index: number, draw: Draw): AccountLog {
  const dated = draw() < 0.5;
  const account: AccountLog = { id: `a${index}`, source: 'files', name: `Account ${index}`, createdAt: dated ? within(randomFrom, randomUntil, draw) : null, stable: { industry: pick(['Food', 'Energy'], draw), country: 'Norway' } };
  const whole = dated ? account : { ...account, knownFrom: pick(imports, draw) };
  return draw() < 0.6 ? whole : { ...whole, earlier: [{ until: imports[2] as number, as: { ...whole, name: `Old ${index}` } }] };
}

const randomRep = (index: number, draw: Draw): RepLog => ({ name: owners[index] as string, team: pick(['North', 'South'], draw), manager: null, ...(index === 3 ? { knownFrom: imports[1] as number } : {}), ...(index === 1 ? { earlier: [{ until: imports[2] as number, as: { name: owners[1] as string, team: 'East', manager: null } }] } : {}) });

function randomMoney(index: number, draw: Draw): MoneyLog {
  const money: MoneyLog = { kind: pick(['invoice', 'cost'], draw), at: within(randomFrom, randomUntil, draw), dealId: draw() < 0.5 ? `d${within(0, 300, draw)}` : null, accountId: `a${within(0, 30, draw)}`, amountCents: within(1e4, 1e6, draw), currency: 'EUR' };
  return draw() < 0.8 ? money : { ...money, earlier: [{ until: imports[1] as number, as: { ...money, amountCents: 5, at: within(randomFrom, randomUntil, draw) } }] };
}

const several = <T>(name: string, count: number, make: (index: number, draw: Draw) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index, randomStream(`random ${name} ${index}`, 1)));

/** A company of random facts, told in four imports. Its currencies are mixed only once a rare deal in dollars is known. */
export const randomCompany = (): Log => ({
  dataThrough: randomUntil, deals: several('deal', 300, randomDeal), leads: several('lead', 200, randomLead), accounts: several('account', 30, randomAccount), reps: several('rep', 4, randomRep),
  money: several('money', 150, randomMoney), stageOrder: stages, reportingCurrency: null, fiscalStartMonth: 1, mixedCurrencies: true, currencyRule: { reportingCurrency: null, defaultCurrency: 'EUR', rated: [] }, importedAt: imports,
});
