import { nameOfPrincipal, type AuditEntry, type Principal } from '../model/index.ts';
import type { AccessParts } from './parts.ts';

/** Writes who did what to which subject. */
export async function writeAudit(parts: Pick<AccessParts, 'db' | 'now'>, by: Principal, what: string, subject: string | null): Promise<void> {
  await parts.db.insertInto('audit_entries').values({ at: new Date(parts.now()), by_user: nameOfPrincipal(by), what, subject }).execute();
}

/** The newest entries first. */
export async function readAudit(parts: Pick<AccessParts, 'db'>, limit: number): Promise<AuditEntry[]> {
  const rows = await parts.db.selectFrom('audit_entries').selectAll().orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => ({ id: row.id, at: row.at.toISOString(), by: row.by_user, what: row.what, subject: row.subject }));
}
