import { readCeddlLines, type CeddlLine, type Collector } from '../acquire/index.ts';
import type { CeddlLoad, EventAnswer, EventSource, WireEventInput } from '../model/index.ts';

const callsAtOnce = 200;
const refusalsShown = 20;

export interface LoadCeddl {
  readonly collector: Pick<Collector, 'receive'>;
  readonly source: EventSource;
  readonly input: AsyncIterable<Uint8Array>;
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** Takes the objects of a file as the calls that they stand for, in their order. What was taken when it is stopped stays. */
export async function loadCeddl({ collector, source, input, now, signal }: LoadCeddl): Promise<CeddlLoad> {
  const load = new Loaded(source.name);
  let waiting: WireEventInput[] = [];
  const take = async (): Promise<void> => {
    const calls = waiting;
    waiting = [];
    if (calls.length > 0) load.settle(await collector.receive(calls, { source: source.name, settings: source.settings, receivedAt: now(), sentAt: undefined, ip: '', userAgent: undefined, gpc: false, byServer: true }));
  };
  for await (const line of readCeddlLines(input)) {
    signal?.throwIfAborted();
    load.note(line);
    if (line.kind === 'calls') waiting.push(...line.calls);
    if (waiting.length >= callsAtOnce) await take();
  }
  await take();
  return load.answer();
}

class Loaded {
  readonly #source: string;
  readonly #refused: { line: number; why: string }[] = [];
  readonly #fates = { accepted: 0, dropped: 0, quarantined: 0, duplicate: 0 };
  readonly #findings: Record<string, number> = {};
  #objects = 0;

  constructor(source: string) {
    this.#source = source;
  }

  note(line: CeddlLine): void {
    this.#objects += 1;
    if (line.kind === 'refused') this.#refused.push({ line: line.line, why: line.why });
    else for (const rule of new Set(line.report.findings.map((finding) => finding.rule))) this.#findings[rule] = (this.#findings[rule] ?? 0) + 1;
  }

  settle(answers: readonly EventAnswer[]): void {
    for (const { fate } of answers) this.#fates[fate] += 1;
  }

  answer(): CeddlLoad {
    return { source: this.#source, objects: this.#objects, refused: this.#refused.length, firstRefused: this.#refused.slice(0, refusalsShown), ...this.#fates, findings: this.#findings };
  }
}
