import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EventTotals } from '../src/model/index.ts';
import { askHindcast } from '../test/product/command.ts';
import { startHindcast, type RunningHindcast } from '../test/product/server.ts';
import { hasMosquitto, runMosquitto } from '../test/devices/mosquitto.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

const rate = 5_000;
const secondsARound = 60;

interface Sent { readonly published: number; readonly seconds: number }

async function measure(context: BenchContext): Promise<Figure[]> {
  if (!hasMosquitto) { context.say('Mosquitto is not here'); return []; }
  const data = { dataFolder: join(context.folder, 'data') };
  const broker = await runMosquitto(join(context.folder, 'broker'));
  const server = await startHindcast({ ...data, demo: 'none' });
  try {
    await askHindcast(['source', 'create', 'plant', '--kind', 'mqtt', '--workspace', 'main', '--setting', 'host=127.0.0.1', `port=${broker.port}`, 'topic=plant/+account/+device/+metric', 'value=/v', 'time=/at', 'sequence=/n'], data);
    await new Promise((resolve) => { setTimeout(resolve, 5_000); });
    const rounds = { rates: [] as number[], late: [] as number[], memory: [] as number[] };
    let published = 0;
    for (let round = 0; round < context.rounds; round += 1) {
      const sent = await send(broker.port, published);
      published += sent.published;
      rounds.rates.push(sent.published / sent.seconds);
      rounds.late.push(await untilReceived(published, data));
      rounds.memory.push(await residentMb(server));
      context.say(`${published} published, ${Math.round(rounds.rates.at(-1) ?? 0)}/s, all there ${Math.round(rounds.late.at(-1) ?? 0)} ms after the last, ${Math.round(rounds.memory.at(-1) ?? 0)} MB`);
    }
    const counts = await totals(data);
    return [
      { name: 'messages a second that the broker took', unit: 'messages/s', values: rounds.rates, atLeast: rate * 0.98 },
      { name: 'from the last message to all on disk', unit: 'ms', values: rounds.late },
      { name: 'taken by the broker and not kept', unit: 'messages', values: [published - (counts?.accepted ?? 0)], atMost: 0 },
      { name: 'kept twice', unit: 'messages', values: [Math.max(0, (counts?.accepted ?? 0) - published)], atMost: 0 },
      { name: 'memory of the server after each minute', unit: 'MB', values: rounds.memory },
    ];
  } finally {
    await server.stop();
    await broker.stop();
  }
}

function send(port: number, first: number): Promise<Sent> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./mqtt/send.ts', import.meta.url)), ...[port, rate, secondsARound, first].map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => { text += part.toString('utf8'); });
  return new Promise((resolve, reject) => { child.on('exit', (code) => { if (code === 0) resolve(JSON.parse(text) as Sent); else reject(new Error(`the sender ended with ${code}`)); }); });
}

const totals = async (data: { dataFolder: string }): Promise<EventTotals | undefined> =>
  (await askHindcast<{ totals: EventTotals[] }>(['source', 'list', '--workspace', 'main'], data)).totals.find(({ source }) => source === 'plant');

/** Milliseconds until all are there, as a command sees it: its own start is in it. */
async function untilReceived(count: number, data: { dataFolder: string }): Promise<number> {
  const started = performance.now();
  for (let tries = 0; tries < 100; tries += 1) if (((await totals(data))?.received ?? 0) >= count) break;
  return performance.now() - started;
}

const residentMb = async ({ process: { pid } }: RunningHindcast): Promise<number> => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

export const bench: Bench = { asks: 'Are 5,000 messages a second taken from a broker, none lost and none doubled?', rounds: 5, measure };
