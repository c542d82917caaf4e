import { Chance } from './chance.ts';
import type { Product } from './company.ts';
import { countries, industries, loudKinds, personName, quietKinds, type Influence } from './names.ts';

/** What was planted, with its strength; undefined (or 0, or false) where this company lacks it. Written down in the truth. Effects are on the log-odds of winning. */
export interface Planted {
  /** In this stage, deals of this product wait longer and are lost more. */
  readonly leak: { readonly stage: string; readonly product: string; readonly waitFactor: number; readonly extraLoss: number } | undefined;
  /** Companies of this size band buy differently. */
  readonly segment: { readonly sizeBand: string; readonly effect: number } | undefined;
  /** A column that is written with the outcome in mind. */
  readonly leakyColumn: boolean;
  /** This type of activity tells nothing: it comes at the same pace whatever the deal. */
  readonly idleActivity: string | undefined;
  readonly bunching: number;
  readonly season: number;
  /** Spread of the shock that all deals of a quarter share. */
  readonly quarterShock: number;
  /** Accounts on one side of this attribute buy differently: more or less often, and at another pace. */
  readonly line: { readonly attribute: LineAttribute; readonly value: string; readonly effect: number; readonly paceFactor: number } | undefined;
  /** The other attribute follows the first in this share of accounts, and does nothing by itself. */
  readonly falseLine: { readonly attribute: LineAttribute; readonly value: string; readonly agreement: number } | undefined;
  /** Somebody without any online presence whom some accounts listen to. */
  readonly quiet: { readonly kind: Influence; readonly name: string; readonly reach: number; readonly effect: number; readonly share: number } | undefined;
  /** Somebody who is seen everywhere, and to whom nobody listens. */
  readonly loud: { readonly kind: Influence; readonly name: string; readonly visits: number } | undefined;
  /** What a friendly account's satisfaction does, per standard deviation. */
  readonly wordOfMouth: number;
  /** Accounts that buy from approved suppliers only: this share keeps a list, the seller stands on half of the lists. */
  readonly supplierLists: { readonly share: number; readonly effect: number } | undefined;
  /** Bad news about the seller, told in two industries on these days (share of the world's time): each open deal there is lost with this probability. */
  readonly media: { readonly industries: readonly string[]; readonly at: readonly number[]; readonly loses: number; readonly meanDays: number } | undefined;
  /** A sales tool, bought at this share of the world's time, used more in promising deals, that changes nothing. */
  readonly tool: { readonly name: string; readonly from: number; readonly lean: number; readonly monthlyCost: number } | undefined;
  /** What an action does to the chance of winning: much for one product family, little elsewhere, harm in one size band. Points of probability. */
  readonly action: { readonly name: string; readonly family: string; readonly inFamily: number; readonly elsewhere: number; readonly harmed: string; readonly harm: number } | undefined;
  /** From this share of the world's time on, some reps log calls that serve the count. */
  readonly gamed: { readonly type: string; readonly from: number; readonly reps: number; readonly perWeek: number } | undefined;
  /** Accounts of this country wait longer for an answer and get less of a discount, for no reason of business. */
  readonly disparity: { readonly country: string; readonly responseFactor: number; readonly discount: number } | undefined;
  /** How much reps' effort follows the stage, which is the score that they see. */
  readonly effort: number;
  readonly answering: Answering;
  /** Shares of accounts and contacts that stand in the CRM twice. */
  readonly duplicates: { readonly accounts: number; readonly contacts: number } | undefined;
  /** How much more often a field is left empty where nobody believes in the deal, or where nothing is at stake. */
  readonly missing: number;
}

export type LineAttribute = 'purchasing' | 'ownership';

/** Who answers when asked, and how well. */
export interface Answering {
  /** Share that answers, before leanings. */
  readonly responds: number;
  /** How much more the winners' buyers answer, on the log-odds. */
  readonly wonLean: number;
  /** How much less those answer whom somebody out of sight decided, on the log-odds. */
  readonly shyLean: number;
  /** Share of answers that name something visible instead of what it was. */
  readonly misnames: number;
}

/** Each planted thing is absent in about this share of companies. */
const absent = 0.3;

/** The first seven come from the company's own stream, the others each from their own: adding one changes none of the rest. */
export function drawPlanted(chance: Chance, products: readonly Product[], seed: number): Planted {
  return { ...drawDeals(chance, products), ...drawAccounts(seed), ...drawMarket(seed), ...drawSelling(seed, products), ...drawRecording(seed) };
}

type Deals = Pick<Planted, 'leak' | 'segment' | 'leakyColumn' | 'idleActivity' | 'bunching' | 'season' | 'quarterShock'>;

function drawDeals(chance: Chance, products: readonly Product[]): Deals {
  const present = (): boolean => !chance.happens(absent);
  const leakStage = chance.pick(['Proposal', 'Legal review']);
  const leakProduct = chance.pick(products).name;
  const leak = { stage: leakStage, product: leakProduct, waitFactor: chance.between(1.8, 3), extraLoss: chance.between(0.12, 0.25) };
  const segment = { sizeBand: chance.pick(['1-49', '1000+']), effect: chance.between(0.5, 1) * (chance.happens(0.5) ? 1 : -1) };
  const idle = chance.pick(['Visit', 'Call']);
  return {
    leak: present() ? leak : undefined,
    segment: present() ? segment : undefined,
    leakyColumn: present(),
    idleActivity: present() ? idle : undefined,
    bunching: present() ? chance.between(0.25, 0.45) : 0,
    season: present() ? chance.between(0.1, 0.3) : 0,
    quarterShock: present() ? chance.between(0.1, 0.35) : 0,
  };
}

/** Draws one planted thing from its own stream, or its absence. */
function drawn<T, A>(seed: number, what: string, draw: (chance: Chance) => T, absence: A): T | A {
  const chance = new Chance('planted', seed, what);
  return chance.happens(absent) ? absence : draw(chance);
}

const sign = (chance: Chance): number => (chance.happens(0.5) ? 1 : -1);

function drawAccounts(seed: number): Pick<Planted, 'line' | 'falseLine' | 'wordOfMouth' | 'supplierLists' | 'disparity'> {
  const isPurchasing = new Chance('planted', seed, 'line attribute').happens(0.5);
  const [real, copied] = isPurchasing ? [purchasingSide, ownershipSide] : [ownershipSide, purchasingSide];
  return {
    line: drawn(seed, 'line', (chance) => ({ ...real, effect: chance.between(0.5, 0.9) * sign(chance), paceFactor: chance.between(1.2, 1.5) }), undefined),
    falseLine: drawn(seed, 'false line', (chance) => ({ ...copied, agreement: chance.between(0.7, 0.85) }), undefined),
    wordOfMouth: drawn(seed, 'word of mouth', (chance) => chance.between(0.15, 0.35), 0),
    supplierLists: drawn(seed, 'supplier lists', (chance) => ({ share: chance.between(0.2, 0.4), effect: chance.between(0.8, 1.4) }), undefined),
    disparity: drawn(seed, 'disparity', (chance) => ({ country: chance.pick(countries), responseFactor: chance.between(1.6, 2.5), discount: chance.between(0.03, 0.07) }), undefined),
  };
}

const purchasingSide = { attribute: 'purchasing', value: 'Central' } as const;
const ownershipSide = { attribute: 'ownership', value: 'Family' } as const;

function drawMarket(seed: number): Pick<Planted, 'quiet' | 'loud' | 'media'> {
  return {
    quiet: drawn(seed, 'quiet', (chance) => ({ kind: chance.pick(quietKinds), name: `Dr. ${personName(chance)}`, reach: chance.between(0.25, 0.4), effect: chance.between(0.5, 0.9), share: chance.between(0.35, 0.6) }), undefined),
    loud: drawn(seed, 'loud', (chance) => ({ kind: chance.pick(loudKinds), name: personName(chance), visits: chance.between(0.1, 0.2) }), undefined),
    media: drawn(seed, 'media', (chance) => ({ industries: twoOf(chance), at: Array.from({ length: chance.whole(2, 4) }, () => chance.between(0.3, 0.97)).sort((a, b) => a - b), loses: chance.between(0.2, 0.4), meanDays: chance.between(7, 14) }), undefined),
  };
}

function twoOf(chance: Chance): string[] {
  const first = chance.whole(0, industries.length - 1);
  return [first, first + chance.whole(1, industries.length - 1)].map((at) => industries[at % industries.length] as string);
}

function drawSelling(seed: number, products: readonly Product[]): Pick<Planted, 'tool' | 'action' | 'gamed' | 'effort'> {
  return {
    tool: drawn(seed, 'tool', (chance) => ({ name: 'Proposal Studio', from: chance.between(0.35, 0.6), lean: chance.between(0.5, 1), monthlyCost: Math.round(chance.between(900, 2400)) }), undefined),
    action: drawn(seed, 'action', (chance) => ({
      name: chance.pick(['Visit with an engineer', 'Call of the managing director', 'Reference customer']), family: chance.pick(products).family,
      inFamily: chance.between(0.15, 0.25), elsewhere: chance.between(0, 0.04), harmed: chance.pick(['1-49', '250-999']), harm: chance.between(0.05, 0.1),
    }), undefined),
    gamed: drawn(seed, 'gamed', (chance) => ({ type: 'Call', from: chance.between(0.4, 0.7), reps: chance.between(0.25, 0.5), perWeek: chance.between(0.3, 0.6) }), undefined),
    effort: drawn(seed, 'effort', (chance) => chance.between(0.2, 0.4), 0),
  };
}

function drawRecording(seed: number): Pick<Planted, 'answering' | 'duplicates' | 'missing'> {
  return {
    answering: {
      responds: new Chance('planted', seed, 'responds').between(0.15, 0.45),
      wonLean: drawn(seed, 'won lean', (chance) => chance.between(0.3, 0.8), 0),
      shyLean: drawn(seed, 'shy lean', (chance) => chance.between(0.2, 0.6), 0),
      misnames: drawn(seed, 'misnames', (chance) => chance.between(0.05, 0.2), 0),
    },
    duplicates: drawn(seed, 'duplicates', (chance) => ({ accounts: chance.between(0.02, 0.05), contacts: chance.between(0.03, 0.08) }), undefined),
    missing: drawn(seed, 'missing', (chance) => chance.between(0.4, 0.9), 0),
  };
}
