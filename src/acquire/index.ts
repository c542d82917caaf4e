/** From files to records: planned, read, repaired, stored, and taken back. */
export { planFiles, type PlanOptions } from './plan/plan-files.ts';
export { readMapped, type MapContext } from './map/read-mapped.ts';
export { findRepairs } from './repair/find-repairs.ts';
export { withRepairs } from './repair/with-repairs.ts';
export { crmGuides, type CrmGuide } from './layouts/crm-guides.ts';
export { rejectsFile } from './rejects-file.ts';
export { bringBackRecord } from './exported/bring-back-record.ts';
export { plansOfExport, readManifest } from './exported/plan-export.ts';
export { findImport, importAnswer } from './persist/import-rows.ts';
export { readRejects } from './persist/read-rejects.ts';
export { runImport, type RunImport } from './persist/run-import.ts';
export { removeWithdrawn, undoImport } from './persist/undo-import.ts';
export { undoRepair } from './persist/undo-repair.ts';
export { bringBackSaid, saidByPeople } from './consent/ledger-record.ts';
export { consentOf } from './consent/consent-of.ts';
export { setConsent } from './consent/set-consent.ts';
export { takeTurn, writeStandings, type KnownPerson } from './consent/write-standings.ts';
