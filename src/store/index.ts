/** The two engines and what is kept in them: rows, not meaning. */
export * from './contract.ts';
export { Store, type StoreOptions, type WorkspaceStore } from './store.ts';
export { Jobs, type JobContext, type JobHandler, type JobKind } from './jobs.ts';
export { drainOutbox, putInOutbox, type OutboxTable } from './outbox.ts';
export * from './facts/batch.ts';
export { columnsOf, columnOf, currentView, incomingTable } from './facts/kind-tables.ts';
export { someoneRefuses, visibleAsks, visibleDelayFacts, visibleRows } from './facts/gate.ts';
export { byRecord, correctedLine, readVersions, type Version } from './facts/read-versions.ts';
export { countPersonRecords, listPeople, type ListedRecord } from './facts/list-people.ts';
export { findPersonRecords, type PersonRecord } from './facts/person-records.ts';
export { readRecord, recordTableNames, restoreRecord, type RecordTable } from './facts/record-tables.ts';
export type { AskTable, CorrectionTable, SystemTables, WorkspaceTables } from './state/tables.ts';
export { openEngines, type Engines, type EngineOptions } from './engines/index.ts';
export { runAnalystSql, type AnalystSqlOptions } from './analyst-sql/index.ts';
export { backup, restore } from './backup/index.ts';
