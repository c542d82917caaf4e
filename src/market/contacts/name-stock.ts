import { byRank, Weighted, type Draw } from './draw.ts';
import { addressPart, plain } from './letters.ts';
import { nameLists, type Country, type NameLists } from './lists/people.ts';
import type { Setting } from './setting.ts';

/** A name in its own spelling and in two English ones, with the share of its country's people who bear it. */
export interface StockName {
  readonly own: string;
  readonly bare: string;
  readonly spelt: string;
  readonly address: string;
  readonly share: number;
}

const stockName = (own: string, share: number): StockName => ({ own, bare: plain(own, 'bare'), spelt: plain(own, 'spelt'), address: addressPart(own), share });

/** Rarer surnames grow rarer too: their rank is drawn as a power of a uniform number. */
const tailSkew = 1.6;

/** The names of one country. */
export class NameStock {
  readonly #given: readonly [StockName[], StockName[]];
  readonly #givenDraw: readonly [Weighted, Weighted];
  readonly #surnames: StockName[];
  readonly #surnameDraw: Weighted;
  readonly #tail: readonly [readonly StockName[], readonly StockName[]];
  readonly #tailShare: number;
  readonly #initials = new Map<string, number>();

  constructor(lists: NameLists, setting: Setting) {
    const draws = [byRank(lists.women.length, setting.nameSlope), byRank(lists.men.length, setting.nameSlope)] as const;
    this.#givenDraw = draws;
    this.#given = [lists.women.map((name, rank) => stockName(name, draws[0].share(rank) / 2)), lists.men.map((name, rank) => stockName(name, draws[1].share(rank) / 2))];
    this.#tailShare = Math.min(0.95, lists.tailShare * setting.tail);
    this.#surnameDraw = byRank(lists.surnames.length, setting.nameSlope);
    this.#surnames = lists.surnames.map((name, rank) => stockName(name, this.#surnameDraw.share(rank) * (1 - this.#tailShare)));
    this.#tail = [lists.tail[0].map((part) => stockName(part, 0)), lists.tail[1].map((part) => stockName(part, 0))];
    for (const name of [...this.#given[0], ...this.#given[1]]) this.#initials.set(name.own.charAt(0), (this.#initials.get(name.own.charAt(0)) ?? 0) + name.share);
  }

  given(chance: Draw): StockName {
    const sex = chance.happens(0.5) ? 0 : 1;
    return this.#given[sex][this.#givenDraw[sex].draw(chance)] as StockName;
  }

  surname(chance: Draw): StockName {
    if (!chance.happens(this.#tailShare)) return this.#surnames[this.#surnameDraw.draw(chance)] as StockName;
    const [beginnings, endings] = this.#tail;
    const all = beginnings.length * endings.length;
    const rank = Math.floor(all * chance.uniform() ** tailSkew);
    // A stride that shares no factor with the number of beginnings spreads the commoner ones over all of them.
    return joined(beginnings[(rank * 7) % beginnings.length] as StockName, endings[Math.floor(rank / beginnings.length)] as StockName, this.#tailShare * (((rank + 1) / all) ** (1 / tailSkew) - (rank / all) ** (1 / tailSkew)));
  }

  /** Share of people whose given name begins like this. */
  initialShare(own: string): number {
    return this.#initials.get(own.charAt(0)) ?? 1;
  }
}

const joined = (one: StockName, other: StockName, share: number): StockName => ({ own: one.own + other.own, bare: one.bare + other.bare, spelt: one.spelt + other.spelt, address: one.address + other.address, share });

export const nameStocks = (setting: Setting): Readonly<Record<Country, NameStock>> => Object.fromEntries(Object.entries(nameLists).map(([country, lists]) => [country, new NameStock(lists, setting)])) as unknown as Record<Country, NameStock>;
