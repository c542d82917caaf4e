import { expect, test } from 'vitest';
import { canSeeProcesses } from '../product/processes.ts';
import { resolveRounds } from './resolve-rounds.ts';

/** The short alarm of `npm run bench -- resolve-kill`. */
test.skipIf(!canSeeProcesses)('kill -9 between merges and splits: who is who stays one fold of all that was acknowledged, and the feed tells all of it', { timeout: 300_000 }, async () => {
  let changes = 0;
  for await (const round of resolveRounds(4, 4700, 600, 1_000)) {
    expect(round).toMatchObject({ faults: [] });
    expect(round.steps).toBeGreaterThan(0);
    changes = round.changes;
  }
  expect(changes).toBeGreaterThan(100);
});
