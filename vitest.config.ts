import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const engineTests = ['**/*.store.test.ts', 'test/**/*.test.ts'];

/** Files that take longest, longest first: one that began last would keep a single core busy at the end. */
const longest = [
  'test/docs/commands', 'test/product/ten-companies', 'test/browser/screens', 'test/faults/kill', 'test/consent/recall.', 'test/browser/real-server', 'test/consent/gate', 'test/product/public-sets',
  'test/consent/recall-histories', 'test/journeys/there-and-back', 'test/journeys/asking-buyers', 'test/faults/collect-kill', 'test/product/fifty-dates', 'test/browser/people',
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
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
