import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepsPromise, median, type Figure } from './bench.ts';
import type { Machine } from './machine.ts';

export interface Result {
  readonly bench: string;
  readonly asks: string;
  readonly measuredAt: string;
  readonly seed: number;
  readonly loadBefore: readonly number[];
  readonly loadAfter: readonly number[];
  readonly machine: Machine;
  readonly figures: ReadonlyArray<Figure & { median: number; kept: boolean | null }>;
}

export const judged = (figures: readonly Figure[]): Result['figures'] =>
  figures.map((figure) => ({ ...figure, median: median(figure.values), kept: keepsPromise(figure) }));

const short = (value: number): string => (Math.abs(value) >= 1_000 ? String(Math.round(value)) : String(Number(value.toPrecision(3))));

function promiseOf(figure: Figure): string {
  return [...(figure.atLeast === undefined ? [] : [`≥ ${figure.atLeast}`]), ...(figure.atMost === undefined ? [] : [`≤ ${figure.atMost}`])].join(', ');
}

const shownRounds = 10;
const roundsOf = (values: readonly number[]): string =>
  values.length > shownRounds ? `${values.length} rounds, ${short(Math.min(...values))} to ${short(Math.max(...values))}` : values.map(short).join(' · ');

export function tableOf(figures: readonly Figure[]): string {
  const lines = judged(figures).map((figure) => {
    const kept = figure.kept === null ? '' : figure.kept ? 'kept' : '**not kept**';
    return `| ${figure.name} | ${short(figure.median)} | ${figure.unit} | ${roundsOf(figure.values)} | ${promiseOf(figure)} | ${kept} |`;
  });
  return ['| figure | median | unit | rounds | promise | |', '|---|---|---|---|---|---|', ...lines].join('\n');
}

function pageOf(result: Result): string {
  const { machine } = result;
  const packages = Object.entries(machine.packages).map(([name, version]) => `${name} ${version}`).join(', ');
  return [
    `# ${result.bench}`, '', result.asks, '',
    `Measured ${result.measuredAt} with \`npm run bench -- ${result.bench}\`, seed ${result.seed}.`,
    `${machine.cores} cores (${machine.processor}), ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}, ${packages}.`,
    `Load average before ${result.loadBefore.join(' ')}, after ${result.loadAfter.join(' ')}.`, '',
    tableOf(result.figures), '',
  ].join('\n');
}

/** Writes NAME.json and NAME.md into the folder. */
export function writeResult(folder: string, result: Result): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${result.bench}.json`), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(folder, `${result.bench}.md`), pageOf(result));
}

