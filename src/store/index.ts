/** The two engines and what is kept in them: rows, not meaning. */
export * from './contract.ts';
export { Store, type StoreOptions, type WorkspaceStore } from './store.ts';
export { Jobs, type JobContext, type JobHandler, type JobKind } from './jobs.ts';
export { drainOutbox, putInOutbox, type OutboxTable } from './outbox.ts';
export * from './facts/batch.ts';
export { columnsOf, columnOf, currentView, incomingTable } from './facts/kind-tables.ts';
export { someoneRefuses, visibleAsks, visibleRows } from './facts/gate.ts';
export { findPersonRecords, findPersonRecordsAnywhere, type PersonRecord } from './facts/person-records.ts';
export { FactsEraser, eraseRejects, writtenFields, type ErasedRecord, type ErasedRows, type FileLine } from './facts/erase.ts';
export { namesOf, type NamesHeld } from './facts/person-names.ts';
export { eraseHouse, eraseState, scouredSystemTables, scouredTables, tablesAboutPeople } from './state/erase-state.ts';
export { scour } from './state/scour.ts';
export { readRecord, recordTableNames, restoreRecord, type RecordTable } from './facts/record-tables.ts';
export type { AccessTables } from './state/access-tables.ts';
export type { AskTable, SystemTables, WorkspaceTables } from './state/tables.ts';
export { openEngines, type Engines, type EngineOptions } from './engines/index.ts';
export { runAnalystSql, type AnalystSqlOptions } from './analyst-sql/index.ts';
export { backup, restore } from './backup/index.ts';
