/** The demo companies: a seeded simulator with planted, written-down truths. No stage may import it. */
export { simulate, type Company, type SimulateOptions, type Size } from './company.ts';
export type { Planted } from './planted.ts';
export { generatorHash } from './generator-hash.ts';
export { exportsAt, type ExportTable } from './files/export-tables.ts';
export { oracleAt, type OracleChance } from './truth/oracle.ts';
export { snapshotAt, truth, type Truth } from './truth/truth.ts';
export { writeDemo, type DemoProgress } from './files/write-demo.ts';
