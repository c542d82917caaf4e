import { basename, join } from 'node:path';
import { writeExport } from '../test/product/crm-export.ts';
import { importSet } from '../test/product/imported-set.ts';
import { claimsSkill, showsLossLeak } from '../test/product/permuted-log.ts';
import { publicSets, publicSetsPresent } from '../test/product/public-sets.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

/** Folders to permute: HINDCAST_BENCH_DATA, separated by colons; else the public sets where they are; else a made-up company. */
async function foldersOf(context: BenchContext): Promise<string[]> {
  const given = process.env['HINDCAST_BENCH_DATA']?.split(':').filter((folder) => folder !== '') ?? [];
  if (given.length > 0) return given;
  if (publicSetsPresent) return Object.values(publicSets);
  const folder = join(context.folder, 'made-up');
  await writeExport(folder, { deals: 1_500, activities: 6_000, seed: context.seed, stageHistory: false });
  return [folder];
}

/** The files are imported once, as a user would; then outcomes change hands and everything after the import runs anew. */
async function measureFolder(folder: string, context: BenchContext): Promise<Figure[]> {
  const name = basename(folder);
  const set = await importSet(folder);
  try {
    let [claims, leaks] = [0, 0];
    for (let copy = 0; copy < context.rounds; copy += 1) {
      if (claimsSkill(set, context.seed + copy)) claims += 1;
      if (showsLossLeak(set, context.seed + copy)) leaks += 1;
      if ((copy + 1) % 10 === 0) context.say(`${name}: ${claims} of ${copy + 1} permuted copies claim skill, ${leaks} a leak`);
    }
    const shareOf = (what: string, count: number): Figure => ({ name: `${name}: share of ${context.rounds} permuted copies that ${what}`, unit: '%', values: [(100 * count) / context.rounds], atMost: 10 });
    return [shareOf('claims skill', claims), ...(set.log.deals.some((deal) => deal.createdAt !== null) ? [shareOf('shows a leak of lost deals', leaks)] : [])];
  } finally {
    await set.close();
  }
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const folder of await foldersOf(context)) figures.push(...await measureFolder(folder, context));
  return figures;
}

/** Where there is nothing to know, nothing may be claimed. */
export const bench: Bench = {
  asks: 'How often is deal-level skill claimed, or a leak shown, on copies whose outcomes were dealt out by chance?',
  rounds: 100,
  measure,
};
