import { clickhouse } from '../clickhouse.ts';
import type { Dialect } from '../dialect.ts';

/** The facts engine's expressions as `expression.ts` reads them: functions of functions have a name of their own. */
export const inProcess: Dialect = {
  ...clickhouse,
  name: 'in process',
  singled: (text) => `singled(${text})`,
  words: (text) => `words(${text})`,
  common: (a, b) => `common(${a}, ${b})`,
  product: (wordsA, weightsA, wordsB, weightsB) => `product(${wordsA}, ${weightsA}, ${wordsB}, ${weightsB})`,
};
