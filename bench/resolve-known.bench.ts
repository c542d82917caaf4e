import { join } from 'node:path';
import { clickhouse } from '../src/resolve/link/index.ts';
import { openEngines } from '../src/store/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { fakePeople, febrl, hasKnownSets, publications, restaurants, type KnownSet } from './resolve/known-sets.ts';
import { judge, linkKnown, oraclesThreshold, withLabels, withoutLabels, type Judged, type LinkedSet } from './resolve/link-known.ts';

/** What a set is held against; `best` figures are an oracle's and promise nothing. */
interface Promised {
  readonly load: () => KnownSet;
  readonly rightAtLeast?: number;
  readonly precisionAtLeast?: number;
  readonly f1AtLeast?: number;
  readonly f1With50AtLeast?: number;
}

/** Splink 4 at p 0.5, from its published notebooks: 4,992 of 5,000 right, and 98.62 % of 6,538. */
const sets: readonly Promised[] = [
  { load: () => febrl(['febrl_dataset4a.csv', 'febrl_dataset4b.csv'], 'febrl4'), rightAtLeast: 4992 - 10, precisionAtLeast: 0.999 },
  { load: () => febrl(['febrl_dataset3.csv'], 'febrl3'), rightAtLeast: 6448 - 10, precisionAtLeast: 0.999 },
  { load: () => febrl(['febrl_dataset4a.csv', 'febrl_dataset4b.csv'], 'febrl4 without its social security number', ['social']) },
  { load: () => febrl(['febrl_dataset3.csv'], 'febrl3 without its social security number', ['social']) },
  { load: fakePeople },
  { load: restaurants, f1AtLeast: 0.97 },
  { load: publications, f1AtLeast: 0.94, f1With50AtLeast: 0.96 },
];

const labelCounts = [20, 50];
const labelSeeds = 5;

function figuresOf(promised: Promised, linked: LinkedSet, seed: number): Figure[] {
  const { name } = linked.set;
  const shipped = judge(linked, withoutLabels(linked).threshold);
  const best = judge(linked, oraclesThreshold(linked));
  const one = (what: string, value: number | null, promise: Partial<Figure> = {}): Figure => ({ name: `${name}: ${what}`, unit: '', values: [value ?? 0], ...promise });
  const atLeast = (value: number | undefined): Partial<Figure> => (value === undefined ? {} : { atLeast: value });
  return [
    one('true pairs', linked.truePairs), one('true pairs among the candidates', linked.kept), one('candidates', linked.candidates),
    one('true pairs found at the default', shipped.pairwise.right, atLeast(promised.rightAtLeast)), one('precision at the default', shipped.pairwise.precision, atLeast(promised.precisionAtLeast)),
    one('F1 at the default, pairwise', shipped.pairwise.f1, atLeast(promised.f1AtLeast)), ...clusterFigures('at the default', shipped, one),
    ...labelCounts.map((count) => ({
      ...one(`F1 with ${count} labels, pairwise, each seed`, 0, count === 50 ? atLeast(promised.f1With50AtLeast) : {}),
      values: Array.from({ length: labelSeeds }, (_, at) => judge(linked, withLabels(linked, count, seed + at).outlook.threshold).pairwise.f1 ?? 0),
    })),
    one('F1 at the best threshold, which only an oracle knows', best.pairwise.f1), one('threshold at the default', shipped.threshold), one('an oracle’s threshold', best.threshold),
  ];
}

const clusterFigures = (when: string, { clusters, bCubed }: Judged, one: (what: string, value: number | null) => Figure): Figure[] =>
  [one(`F1 ${when}, pairs inside clusters`, clusters.f1), one(`F1 ${when}, B-cubed`, bCubed.f1)];

async function measure(context: BenchContext): Promise<Figure[]> {
  if (!hasKnownSets) {
    context.say('the sets of ../shared/data are not here: nothing to measure');
    return [];
  }
  const engines = await openEngines({ dataDir: join(context.folder, 'engines'), log: () => undefined });
  const figures: Figure[] = [];
  try {
    await engines.createFactsDatabase('known');
    for (const [at, promised] of sets.entries()) {
      const linked = await linkKnown(engines.facts('known'), clickhouse, promised.load(), `set${at}`);
      const shown = figuresOf(promised, linked, context.seed);
      context.say(`${linked.set.name}: seeds ${context.seed} to ${context.seed + labelSeeds - 1}; ${shown.filter(({ name }) => name.includes('F1')).map(({ name, values }) => `${name.split(': ')[1]} ${values.map((value) => value.toFixed(4)).join(' ')}`).join('; ')}`);
      figures.push(...shown);
    }
  } finally {
    await engines.close();
  }
  return figures;
}

/** Records whose truth is known, linked at the shipped default. */
export const bench: Bench = {
  asks: 'How many true pairs does linking find at the shipped default, with what precision, in public sets whose truth is known; how much better with labels, and at the threshold that only an oracle knows?',
  rounds: 1,
  measure,
};
