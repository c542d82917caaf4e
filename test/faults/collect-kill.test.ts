import { expect, test } from 'vitest';
import { canSeeProcesses } from '../product/processes.ts';
import { collectRounds } from './collect-rounds.ts';

const rounds = 20;

test.skipIf(!canSeeProcesses)('kill -9 of any process under load: no acknowledged event is lost, none is doubled', { timeout: 400_000 }, async () => {
  let played = 0;
  for await (const round of collectRounds(rounds, 4700)) {
    expect(round).toMatchObject({ faults: [] });
    played += 1;
  }
  expect(played).toBe(rounds);
});
