/** Live sources: read since where they were left, imported like files. */
export { createLiveSource, findLiveSource, liveSourceOf, readCursors, removeLiveSource } from './book.ts';
export { performRun, type ImportBatch, type PerformRun } from './perform-run.ts';
export { endLeftRuns } from './runs.ts';
export { readHealth } from './read-health.ts';
export { wholeSource } from './source-kind.ts';
export { previewSource } from './preview-source.ts';
export { mailboxWords, sayMailbox } from './mailboxes/mailbox-consent.ts';
