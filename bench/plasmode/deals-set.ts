import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomStream } from '../../src/learn/index.ts';
import type { RealSet } from './copy.ts';
import { knownChances } from './known-chances.ts';
import { csvOf, readRealTable } from './real-tables.ts';

const planted = ['Client', 'Competitors', 'Source', 'Needs_def', 'Strat_deal'];
const spread = 0.9;

/** Real closed deals without any date, with all their columns; the status alone is drawn. */
export const dealsSet: RealSet = {
  name: 'deals without dates',
  plantings: ['nothing', 'effect'],
  write(folder, planting, seed) {
    const rows = readRealTable('deals');
    const chances = knownChances(rows, { seed, columns: planted, spread: planting === 'effect' ? spread : 0, mean: 0.5 });
    const won = chances.map((chance, index) => randomStream('plasmode status', seed, index)() < chance);
    writeFileSync(path.join(folder, 'deals.csv'), csvOf(rows.map((row, index) => ({ ...row, Status: won[index] ? 'Won' : 'Lost' }))));
    return {
      chance: new Map(chances.map((chance, index) => [String(index), chance])), won: new Map(won.map((is, index) => [String(index), is])),
      dealtColumns: [], laterColumns: [], leak: null,
    };
  },
};
