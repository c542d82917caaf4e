import type { Truth } from '../../src/market/index.ts';
import type { Leak, LeaksAnswer } from '../../src/model/index.ts';
import type { CompanyBook } from './company-book.ts';

/** How a company's leaks came out against what was planted. */
export interface LeakScore {
  /** Null where none was planted. `oracleScore`: how many standard deviations it stands out to one who knows where to look. */
  readonly planted: { readonly oraclePower: number; readonly oracleScore: number; readonly found: boolean; readonly priceCovers: boolean | null } | null;
  readonly shown: number;
  /** Shown, and nothing in the hidden world makes that place differ. */
  readonly chance: number;
  readonly leakyColumnRefused: boolean | null;
}

type Planted = Truth['planted'];

/** Columns by which deals truly differ in this company, whether or not anybody could do something about it. */
function trueColumns(planted: Planted): ReadonlySet<string> {
  return new Set([
    'source', 'type',
    ...(planted.segment ? ['sizeBand'] : []),
    ...(planted.media ? ['industry', 'period'] : []),
    ...(planted.disparity ? ['country'] : []),
    ...(planted.line || planted.falseLine ? ['Purchasing', 'Ownership', 'purchasing', 'ownership'] : []),
    ...(planted.supplierLists ? ['Approved Supplier'] : []),
  ]);
}

/** The column that a leak's words name; a leak of the latest half-year is of the period. */
const columnOf = (leak: Leak): string => (leak.segment?.startsWith('last ') ? 'period' : leak.segment?.split(': ')[0] ?? '');

const isPlanted = (leak: Leak, planted: Planted): boolean =>
  planted.leak !== undefined && leak.from === planted.leak.stage && leak.segment === `product: ${planted.leak.product}`;

export function leakScore(answer: LeaksAnswer, truth: Truth, book: CompanyBook, refusedColumns: ReadonlySet<string>): LeakScore {
  const { planted } = truth;
  const found = answer.leaks.find((leak) => isPlanted(leak, planted));
  const real = trueColumns(planted);
  return {
    planted: truth.leak === null ? null : {
      oraclePower: Math.max(truth.leak.oraclePower.byLosses, truth.leak.oraclePower.byWaits), oracleScore: Math.max(truth.leak.score.byLosses, truth.leak.score.byWaits),
      found: found !== undefined, priceCovers: found === undefined ? null : covers(found, truth.leak.expectedPerQuarter * (found.moneyIs === 'margin' ? book.marginShare : 1)),
    },
    shown: answer.leaks.length,
    chance: answer.leaks.filter((leak) => !isPlanted(leak, planted) && !real.has(columnOf(leak))).length,
    leakyColumnRefused: planted.leakyColumn ? refusedColumns.has('Fit Score') : null,
  };
}

const covers = (leak: Leak, price: number): boolean | null =>
  (leak.moneyLow === null || leak.moneyHigh === null ? null : price >= leak.moneyLow && price <= leak.moneyHigh);
