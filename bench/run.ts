/**
 * Runs one bench and writes its figures to bench/results/NAME.{json,md}.
 * Usage: npm run bench -- NAME [--rounds N | --markets N] [--seed N] [--noise low|normal|high] [--keep FOLDER] [--dry]
 * --keep: answers of made-up companies stay in FOLDER, and those that are there are not asked anew. --dry: prints and writes nothing.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { describeMachine, loadNow } from './machine.ts';
import { noiseOf } from './noise-of.ts';
import { judged, tableOf, writeResult } from './report.ts';

const folder = import.meta.dirname;
const known = readdirSync(folder).filter((name) => name.endsWith('.bench.ts')).map((name) => name.replace('.bench.ts', ''));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, markets: { type: 'string' }, noise: { type: 'string', default: 'normal' }, keep: { type: 'string' }, seed: { type: 'string', default: '4700' }, dry: { type: 'boolean', default: false } },
});
const say = (line: string): void => { process.stderr.write(`${line}\n`); };

async function runBench(name: string): Promise<boolean> {
  const { bench } = await import(`./${name}.bench.ts`) as { bench: Bench };
  const scratch = mkdtempSync(join(tmpdir(), `hindcast-bench-${name}-`));
  const loadBefore = loadNow();
  say(`${name}: ${bench.asks}`);
  try {
    const figures = await bench.measure({ folder: scratch, keep: values.keep, rounds: Number(values.markets ?? values.rounds ?? bench.rounds), seed: Number(values.seed), noise: noiseOf(values.noise), say });
    process.stdout.write(`${tableOf(figures)}\n`);
    const result = { bench: name, asks: bench.asks, measuredAt: new Date().toISOString(), seed: Number(values.seed), loadBefore, loadAfter: loadNow(), machine: describeMachine(), figures: judged(figures) };
    if (!values.dry && figures.length > 0) writeResult(join(folder, 'results'), result);
    return result.figures.every((figure) => figure.kept !== false);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const [name] = positionals;
if (name === undefined || !known.includes(name)) {
  say(`usage: npm run bench -- NAME [--rounds N | --markets N] [--seed N] [--noise low|normal|high] [--keep FOLDER] [--dry]\nbenches: ${known.join(', ')}`);
  process.exitCode = 2;
} else if (!(await runBench(name))) {
  process.exitCode = 1;
}
