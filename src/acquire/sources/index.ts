/** Live sources: read since where they were left, imported like files. */
export { createLiveSource, findLiveSource, liveSourceOf, readCursors, removeLiveSource } from './book.ts';
export { performRun, type ImportBatch, type PerformRun } from './perform-run.ts';
export { endLeftRuns, lastRuns } from './runs.ts';
export { readHealth } from './read-health.ts';
export { describeKinds } from './describe-kinds.ts';
export { refuseOutOfApp } from './refuse-out-of-app.ts';
export { requestRun } from './request-run.ts';
export { wholeSource } from './source-kind.ts';
