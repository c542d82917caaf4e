import { describe, expect, test } from 'vitest';
import { febrl, hasKnownSets, restaurants } from '../../bench/resolve/known-sets.ts';
import { judge, linkKnown, withoutLabels, type Judged } from '../../bench/resolve/link-known.ts';
import { clickhouse } from '../../src/resolve/link/index.ts';
import { withEngines } from '../../src/store/engines/testing.ts';
import type { KnownSet } from '../../bench/resolve/known-sets.ts';

const engines = withEngines();

async function judged(set: KnownSet, name: string): Promise<Judged> {
  await engines().createFactsDatabase(name);
  const linked = await linkKnown(engines().facts(name), clickhouse, set, name);
  return judge(linked, withoutLabels(linked).threshold);
}

/** A quick alarm: the figures themselves come from the bench "resolve-known". */
describe.skipIf(!hasKnownSets)('records whose truth is known are linked at the shipped default', () => {
  test('two lists of people', async () => {
    const { pairwise } = await judged(febrl(['febrl_dataset4a.csv', 'febrl_dataset4b.csv'], 'febrl4'), 'lists');
    expect(pairwise.right).toBeGreaterThanOrEqual(4982);
    expect(pairwise.precision).toBeGreaterThanOrEqual(0.999);
  });

  test('two guides of restaurants', async () => {
    const { pairwise } = await judged(restaurants(), 'guides');
    expect(pairwise.f1).toBeGreaterThan(0.95);
  });
});
