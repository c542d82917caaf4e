/** The demo companies: a seeded simulator with planted, written-down truths. No stage may import it. */
export { simulate, type Company, type Planted, type SimulateOptions, type Size } from './company.ts';
export { generatorHash } from './generator-hash.ts';
export { exportsAt, type ExportTable } from './export-tables.ts';
export { oracleAt, type OracleChance } from './oracle.ts';
export { snapshotAt, truth, type Truth } from './truth.ts';
export { writeDemo, type DemoProgress } from './write-demo.ts';
