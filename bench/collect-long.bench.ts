import { join } from 'node:path';
import { type Bench, type BenchContext, type Figure } from './bench.ts';
import { runServer } from './collect/run-server.ts';

const minutes = 30;
const rate = 2_000;

/** Half an hour at an even rate: memory of the server's process after the first five minutes and at the end. */
async function memory(context: BenchContext): Promise<{ growth: number; lost: number; p99: number }> {
  const server = await runServer(join(context.folder, 'even'), 'collector');
  try {
    const first = await server.send({ size: 100, connections: 8, seconds: 300, rate });
    const early = await server.stored();
    const rest = await server.send({ size: 100, connections: 8, seconds: (minutes - 5) * 60, rate });
    const late = await server.stored();
    context.say(`memory ${Math.round(early.residentMb)} MB after five minutes, ${Math.round(late.residentMb)} MB after ${minutes}`);
    return { growth: late.residentMb / early.residentMb, lost: first.acknowledged + rest.acknowledged - late.accepted, p99: rest.p99 };
  } finally {
    await server.stop();
  }
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const { growth, lost, p99 } = await memory(context);
  return [
    { name: `memory after ${minutes} minutes at ${rate} a second ÷ after five`, unit: '×', values: [growth], atMost: 1.1 },
    { name: `p99 at ${rate} a second`, unit: 'ms', values: [p99], atMost: 250 },
    { name: 'acknowledged and not stored', unit: 'events', values: [lost], atMost: 0 },
  ];
}

export const bench: Bench = { asks: 'Does the collector stay as small when it runs for long?', rounds: 1, measure };
