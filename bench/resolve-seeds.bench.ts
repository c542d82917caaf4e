import { mainSetting, otherSetting } from '../src/market/contacts/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { judgeSetting, type SettingJudged } from './resolve/judge-setting.ts';

const million = 1_000_000;

/** What one seed's contacts came to in both settings. */
interface SeedJudged {
  readonly main: SettingJudged;
  readonly other: SettingJudged;
}

async function seedsJudged(context: BenchContext): Promise<SeedJudged[]> {
  const judged: SeedJudged[] = [];
  for (let round = 0; round < context.rounds; round += 1) {
    const seed = context.seed + round;
    judged.push({ main: await judgeSetting(context, mainSetting, million, seed), other: await judgeSetting(context, otherSetting, million, seed) });
    context.say(`seed ${seed}: ${figuresOf(judged.slice(-1)).map(({ name, values }) => `${name} ${values.map((value) => value.toFixed(4)).join()}`).join('; ')}`);
  }
  return judged;
}

/** A promise is held by the worst seed, which stands alone. */
function figuresOf(seeds: readonly SeedJudged[]): Figure[] {
  const each = (what: string, of: (seed: SeedJudged) => number | null, bound?: Pick<Figure, 'atLeast' | 'atMost'>): Figure[] => {
    const values = seeds.map((seed) => of(seed) ?? 0);
    const worst = bound?.atLeast === undefined ? Math.max(...values) : Math.min(...values);
    return [{ name: `${what}, each seed`, unit: '', values }, ...(bound === undefined ? [] : [{ name: `${what}, worst seed`, unit: '', values: [worst], ...bound }])];
  };
  return [
    ...each('pairs that share a block, of those that an oracle could link', ({ main }) => main.compared, { atLeast: 0.95 }), ...each('found of those that an oracle could link', ({ main }) => main.linkableFound, { atLeast: 0.9 }),
    ...each('precision of pairs', ({ main }) => main.pairs.precision, { atLeast: 0.99 }), ...each('precision of merges', ({ main }) => main.merges.precision, { atLeast: 0.99 }),
    ...each('other contacts: found', ({ other }) => other.linkableFound), ...each('other contacts: precision of pairs', ({ other }) => other.pairs.precision),
    ...each('found, main contacts − other contacts', ({ main, other }) => main.linkableFound - other.linkableFound, { atMost: 0.03 }),
    ...each('precision of pairs, main contacts − other contacts', ({ main, other }) => (main.pairs.precision ?? 0) - (other.pairs.precision ?? 0), { atMost: 0.03 }),
  ];
}

/** A million made-up business contacts in both settings, made up anew by one seed after the other: one seed may be lucky. */
export const bench: Bench = {
  asks: 'Do a million business contacts come out as well when they are made up anew, seed after seed, and in a setting that spoils them in other ways?',
  rounds: 4,
  measure: async (context) => figuresOf(await seedsJudged(context)),
};
