import { defineConfig } from 'vitest/config';

const engineTests = ['**/*.store.test.ts', 'test/**/*.test.ts'];

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
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
