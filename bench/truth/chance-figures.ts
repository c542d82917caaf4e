import type { Figure } from '../bench.ts';
import { chanceScores, type JudgedChance } from './chance-scores.ts';

/** What is said of deals, pooled over companies: are chances right, sharper than a table, and how near to what can be known? */
export function chanceFigures(rows: readonly JudgedChance[], seed: number): Figure[] {
  const scores = chanceScores(rows, seed);
  const companies = new Set(rows.map((row) => row.seed)).size;
  return [
    { name: 'deals judged, open at week 4 of a past quarter', unit: 'deals', values: [scores.deals], atLeast: 2_000 },
    { name: 'calibration error of the chance shown', unit: 'share', values: [scores.ece], atMost: 0.05 },
    { name: 'calibration error that a perfect model would show', unit: 'share', values: [scores.ecePerfect] },
    { name: 'calibration slope', unit: '', values: [scores.slope], atLeast: 0.85, atMost: 1.15 },
    { name: 'log loss minus that of the stage-and-age table', unit: 'nats', values: [scores.lossBelowTable.mean] },
    { name: 'the same, upper end of the 95 % interval, companies as clusters', unit: 'nats', values: [scores.lossBelowTable.high], atMost: 0 },
    { name: `companies of ${companies} where the table is better or equal`, unit: 'companies', values: [companies - scores.companiesBetterThanTable] },
    { name: 'Brier skill over the base rate', unit: '%', values: [100 * scores.skill] },
    { name: 'Brier skill of the oracle, which knows the hidden state', unit: '%', values: [100 * scores.skillOfOracle] },
    { name: 'part of the oracle\'s skill', unit: '%', values: [(100 * scores.skill) / scores.skillOfOracle], atLeast: 60 },
  ];
}
