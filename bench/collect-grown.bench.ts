import { join } from 'node:path';
import { type Bench, type BenchContext, type Figure } from './bench.ts';
import { runServer } from './collect/run-server.ts';

const stages = [1e5, 1e6, 1e7];
/** Rows a second are taken over this time once so many are stored. */
const probe = { size: 100, connections: 36, seconds: 15 };

/** Events a second once so many are stored. */
async function rates(context: BenchContext): Promise<number[]> {
  const server = await runServer(join(context.folder, 'grown'), 'collector');
  const found: number[] = [];
  try {
    for (const stage of stages) {
      while ((await server.stored()).received < stage) await server.send({ ...probe, seconds: 20 });
      const sent = await server.send(probe);
      found.push(sent.acknowledged / sent.seconds);
      context.say(`${Math.round(found.at(-1) ?? 0)} events/s with ${stage} stored`);
    }
  } finally {
    await server.stop();
  }
  return found;
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const found = await rates(context);
  return [
    { name: `events a second with ${stages.join(', ')} stored`, unit: 'events/s', values: found },
    { name: 'events a second with the most ÷ with the fewest stored', unit: '×', values: [(found.at(-1) ?? 0) / (found[0] ?? 1)], atLeast: 0.8 },
  ];
}

export const bench: Bench = { asks: 'Does an event cost the same however many are stored?', rounds: 1, measure };
