import { collectRounds } from '../test/faults/collect-rounds.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

async function measure(context: BenchContext): Promise<Figure[]> {
  let [played, faults, sent] = [0, 0, 0];
  for await (const round of collectRounds(context.rounds, context.seed)) {
    played += 1;
    faults += round.faults.length;
    sent = round.sent;
    context.say(`round ${played}: ${round.victim}, ${round.sent} events sent so far: ${round.faults.join('; ') || 'no fault'}`);
  }
  return [
    { name: 'rounds', unit: 'rounds', values: [played], atLeast: 200 },
    { name: 'events sent', unit: 'events', values: [sent] },
    { name: 'rounds with an acknowledged event lost, or one doubled', unit: 'rounds', values: [faults], atMost: 0 },
  ];
}

export const bench: Bench = { asks: 'Does kill -9 of any process under load lose or double an event that was acknowledged?', rounds: 200, measure };
