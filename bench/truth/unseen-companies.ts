import type { SimulateOptions } from '../../src/market/index.ts';
import type { BenchContext } from '../bench.ts';

const seedOffset = 50_000;

/** Companies of size S that no other bench and no test looks at, one a round. */
export const unseenCompanies = (context: Pick<BenchContext, 'rounds' | 'seed' | 'noise'>): SimulateOptions[] =>
  Array.from({ length: context.rounds }, (_, index) => ({ seed: context.seed + seedOffset + index, size: 'S', endsAt: '2026-06-30', noise: context.noise }));
