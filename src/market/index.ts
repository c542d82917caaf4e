/** The demo companies: a seeded simulator with planted, written-down truths. No stage may import it. */
export { simulate, type Company, type SimulateOptions, type Size } from './company.ts';
export { exportsAt, type Layout } from './files/export-tables.ts';
export type { ExportTable } from './files/table.ts';
export { writeDemo, writeTables, type DemoProgress } from './files/write-demo.ts';
export { writeSnapshots } from './files/write-snapshots.ts';
export { generatorHash } from './generator-hash.ts';
export { influences, type Influence } from './names.ts';
export type { Planted } from './planted.ts';
export { oracleAt, type OracleChance } from './truth/oracle.ts';
export { oracleQuarter, type OracleQuarter } from './truth/oracle-quarter.ts';
export { holdOut, upliftOf, type TrialDeal, type TrialOptions } from './truth/trial.ts';
export { snapshotAt, truth, unseenShare, type Truth } from './truth/truth.ts';
