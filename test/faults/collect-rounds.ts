import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { configurationFrom } from '../../src/main/configuration.ts';
import { openHouse } from '../../src/main/house.ts';
import { askHindcast } from '../product/command.ts';
import { chanceAt } from '../product/crm-export.ts';
import { processesOn } from '../product/processes.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';
import { endProcess, killVictims, victims, type Victim } from './kill-round.ts';

export interface CollectRound {
  readonly victim: Victim;
  readonly sent: number;
  readonly acknowledgedBefore: number;
  readonly faults: readonly string[];
}

const senders = 4;
const batchSize = 25;
const loadMs = 1_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Everything that was sent, and which of it was acknowledged. Batches that were not are sent again as they were, as an SDK does. */
export class Traffic {
  readonly acknowledged = new Set<string>();
  readonly pending: string[][] = [];
  sent = 0;
  /** Answers that were no 200, by status and whether they say when to come back; `none` where there was none. */
  readonly refusals = new Map<string, number>();
  readonly #key: string;
  output: () => string = () => '';

  constructor(writeKey: string) {
    this.#key = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  }

  newBatch(): string[] {
    this.sent += batchSize;
    return Array.from({ length: batchSize }, () => randomUUID());
  }

  /** True where the batch was acknowledged as a whole. */
  async send(url: string, batch: readonly string[]): Promise<boolean> {
    const events = batch.map((messageId, index) => ({ type: index % 5 === 0 ? 'identify' : 'track', event: 'Opened', messageId, userId: `u-${messageId.slice(0, 2)}`, ...(index % 5 === 0 ? { anonymousId: `a-${messageId.slice(0, 6)}` } : {}) }));
    const answer = await fetch(`${url}/v1/batch`, { method: 'POST', headers: { authorization: this.#key, 'content-type': 'application/json' }, body: JSON.stringify({ batch: events }), signal: AbortSignal.timeout(20_000) }).then((response) => (response.ok ? '' : `${response.status} ${Number(response.headers.get('retry-after')) > 0 ? 'later' : ''}`), () => 'none');
    if (answer === '') for (const message of batch) this.acknowledged.add(message);
    else this.refusals.set(answer, (this.refusals.get(answer) ?? 0) + 1);
    return answer === '';
  }

  async load(url: string, ms: number): Promise<void> {
    const until = performance.now() + ms;
    await Promise.all(Array.from({ length: senders }, async () => {
      while (performance.now() < until) {
        const batch = this.newBatch();
        if (!(await this.send(url, batch))) { this.pending.push(batch); await pause(50); }
      }
    }));
  }

  async repeatPending(url: string, withinMs: number): Promise<void> {
    const until = performance.now() + withinMs;
    for (let batch = this.pending.shift(); batch; batch = this.pending.shift()) {
      while (!(await this.send(url, batch))) {
        if (performance.now() > until) throw new Error(`batches were still refused long after the restart: ${this.output()}`);
        await pause(200);
      }
    }
  }
}

/** What the store holds, read beside the server: events that count, and different messages among them. */
async function heldOn(dataFolder: string): Promise<{ accepted: number; messages: Set<string> }> {
  const house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: dataFolder }, dataFolder), now: Date.now, newId: randomUUID, log: () => undefined });
  try {
    const { facts } = await house.store.workspace('main');
    const rows = await facts.query({ name: 'held', text: "SELECT message_id AS message FROM events WHERE fate = 'accepted'", parameters: z.object({}), row: z.object({ message: z.string() }) }, {});
    return { accepted: rows.length, messages: new Set(rows.map(({ message }) => message)) };
  } finally {
    await house.close();
  }
}

/**
 * Rounds of load, each with kill -9 of one process at a random moment: what was acknowledged must be there, once, before anything is
 * sent again. Throws where, once all is sent again, not everything is there exactly once.
 */
export async function* collectRounds(rounds: number, seed: number): AsyncIterable<CollectRound> {
  const dataFolder = join(mkdtempSync(join(tmpdir(), 'hindcast-collect-kill-')), 'data');
  let server: RunningHindcast = await startHindcast({ dataFolder, demo: 'none' });
  try {
    const { writeKey } = await askHindcast<{ writeKey: string }>(['source', 'create', 'shop', '--workspace', 'main'], { dataFolder });
    const traffic = new Traffic(writeKey);
    for (let round = 1; round <= rounds; round += 1) {
      const victim = victims[(round - 1) % victims.length] as Victim;
      const loading = traffic.load(server.url, loadMs);
      await pause(chanceAt(seed, round) * loadMs);
      killVictims(victim, dataFolder, server);
      await loading;
      if (victim === 'api' || victim === 'all') {
        await server.stop();
        server = await startHindcast({ dataFolder, demo: 'none' });
      }
      const acknowledgedBefore = traffic.acknowledged.size;
      const before = await untilReadable(dataFolder);
      const lost = [...traffic.acknowledged].filter((message) => !before.messages.has(message)).length;
      traffic.output = () => server.output();
      await traffic.repeatPending(server.url, 30_000);
      const faults = [...(lost > 0 ? [`${lost} acknowledged events are not there`] : []), ...(before.accepted !== before.messages.size ? [`${before.accepted - before.messages.size} events are doubled`] : [])];
      yield { victim, sent: traffic.sent, acknowledgedBefore, faults };
    }
    const { accepted, messages } = await untilReadable(dataFolder);
    if (accepted !== traffic.sent || messages.size !== traffic.sent) throw new Error(`${messages.size} of ${traffic.sent} events are there in the end, in ${accepted} rows`);
  } finally {
    await server.stop().catch(() => undefined);
    for (const left of processesOn(dataFolder)) endProcess(left);
    rmSync(join(dataFolder, '..'), { recursive: true, force: true });
  }
}

/** An engine that was killed comes back within moments. */
export async function untilReadable(dataFolder: string): Promise<{ accepted: number; messages: Set<string> }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await heldOn(dataFolder);
    } catch (error) {
      if (attempt === 40) throw error;
      await pause(500);
    }
  }
}
