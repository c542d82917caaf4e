import type { Bench, BenchContext, Figure } from './bench.ts';
import { askCopy, type AskedCopy } from './plasmode/ask-copy.ts';
import { coursesSet } from './plasmode/courses-set.ts';
import { dealsSet } from './plasmode/deals-set.ts';
import { inquiriesSet } from './plasmode/inquiries-set.ts';
import { figuresOf } from './plasmode/judge-copies.ts';
import { missingTables } from './plasmode/real-tables.ts';

const sets = [inquiriesSet, dealsSet, coursesSet];
const seedOffset = 80_000;

async function measure(context: BenchContext): Promise<Figure[]> {
  const missing = missingTables();
  if (missing.length > 0) {
    context.say(`Skipped: the real tables are not here (${missing.join(', ')}).`);
    return [];
  }
  const copies: AskedCopy[] = [];
  for (const set of sets) for (const planting of set.plantings) for (let round = 0; round < context.rounds; round += 1) {
    const seed = context.seed + seedOffset + round;
    const copy = await askCopy(set, planting, seed, context.folder);
    copies.push(copy);
    context.say(`${set.name}, ${planting} planted, seed ${seed}: skill ${copy.backtest.claim.skill ? 'claimed' : 'not claimed'}, ${copy.leaks.leaks.length} leaks shown`);
  }
  return figuresOf(copies);
}

/** Covariates as they are in the world; only what they lead to is drawn, from a function that is known. */
export const bench: Bench = {
  asks: 'On real inquiries, deals and courses whose outcomes are drawn from a known function, or from none, what is claimed, found and how near are the chances?',
  rounds: 10,
  measure,
};
