import { z } from 'zod';
import { personKinds, type ReadPurpose } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { refusedRecords } from './gate.ts';
import { versionsTable, visibleBatches } from './kind-tables.ts';

const hashesOf = (kind: (typeof personKinds)[number], purpose: ReadPurpose): string =>
  `SELECT lower(hex(SHA256(concat({salt:String}, lowerUTF8(trim(email)))))) AS hash FROM ${versionsTable(kind)} WHERE batch_id IN (${visibleBatches}) AND email IS NOT NULL AND (source_system, record_id) IN (${refusedRecords(kind, purpose)})`;

/**
 * SHA-256 of salt and address of everybody who refuses a purpose, every address that their records ever had: enough to leave
 * somebody alone who comes again by another way, and nothing to read.
 */
export async function refusedAddressHashes(facts: Facts, purpose: ReadPurpose, salt: string): Promise<Set<string>> {
  const rows = await facts.query({
    name: 'refused_address_hashes', text: `SELECT DISTINCT hash FROM (${personKinds.map((kind) => hashesOf(kind, purpose)).join(' UNION ALL ')})`,
    parameters: z.object({ salt: z.string() }), row: z.object({ hash: z.string() }),
  }, { salt });
  return new Set(rows.map(({ hash }) => hash));
}
