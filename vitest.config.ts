import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const engineTests = ['**/*.store.test.ts', 'test/**/*.test.ts'];

/**
 * Files that take longest, longest first: one that began last would keep a single core busy at the end. Those that mostly wait
 * (`recall` for files to go, `kill` for what it killed to come back) stand between those that compute.
 */
const longest = [
  'test/product/ten-companies', 'test/consent/recall.', 'test/docs/commands', 'test/browser/screens', 'test/faults/kill.', 'test/product/public-sets', 'test/browser/real-server', 'test/faults/collect-kill',
  'test/product/fifty-dates', 'test/consent/gate', 'test/browser/me', 'test/journeys/there-and-back', 'test/journeys/asking-buyers', 'test/product/later-exports', 'test/browser/people', 'test/faults/failing-disk',
  'test/product/no-hindsight', 'test/browser/ask', 'test/journeys/cost-of-delay', 'test/consent/terms', 'test/person/own-page', 'test/faults/live-source-kill', 'test/faults/collect-disk',
];

function rank({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((name) => moduleId.includes(`/${name}`));
  return place === -1 ? longest.length : place;
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/**
 * Two groups, one after the other, so that tests which start engines and browsers never compete with the pure ones.
 * Forks, because an engine that aborts must take down its own test file only.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', ...engineTests],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: engineTests,
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: 'test/product/built-command.ts',
          // A quarter of their time is waiting, for engines that start, for disks, for what was killed: three keep two cores busy.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
