import { resolveRounds } from '../test/faults/resolve-rounds.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

const wanted = 100_000;
const records = 5_000;
const roundMs = 1_500;

async function measure(context: BenchContext): Promise<Figure[]> {
  let [played, faults, changes, steps] = [0, 0, 0, 0];
  for await (const round of resolveRounds(context.rounds, context.seed, records, roundMs)) {
    played += 1;
    faults += round.faults.length;
    steps += round.steps;
    changes = round.changes;
    context.say(`round ${played}: ${round.killed}, ${changes} merges and splits so far: ${round.faults.join('; ') || 'no fault'}`);
    if (changes >= wanted) break;
  }
  return [
    { name: 'merges and splits', unit: 'changes', values: [changes], atLeast: wanted },
    { name: 'runs, words and undone changes acknowledged', unit: 'steps', values: [steps] },
    { name: 'kills', unit: 'kills', values: [played] },
    { name: 'rounds after which who is who is not the fold of what was acknowledged', unit: 'rounds', values: [faults], atMost: 0 },
  ];
}

export const bench: Bench = { asks: 'Does kill -9 between merges and splits leave who is who as one fold of all that was acknowledged?', rounds: 200, measure };
