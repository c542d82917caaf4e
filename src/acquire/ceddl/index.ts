/** What sites keep in `digitalData` (CEDDL 1.0): read with a report, and told as calls of the Segment specification. */
export { callsFromCeddl, type CeddlCalls } from './calls-from-ceddl.ts';
export { readCeddlLines, type CeddlLine } from './read-ceddl-lines.ts';
export type { CeddlArrival } from './calls/call-makers.ts';
export { readCeddl, writeCeddl, type CeddlRead, type CeddlRefused } from './read-ceddl.ts';
