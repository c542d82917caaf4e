import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceFiles } from './files.mjs';

/** Tables of records: reads of them state a purpose, so their names may be made in one folder only. */
const recordTable = /\b(?:contacts|leads|activities|accounts|deals|stage_changes|invoices|costs)_(?:versions|incoming)\b|\bversionsTable\b|\bFROM (?:contacts|leads|activities)\b/;
const mayName = /^src\/store\/facts\/|\.test\.ts$/;
export { recordTable, mayName };
