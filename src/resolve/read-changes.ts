import { sql } from 'kysely';
import type { IdentityChange } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import { companyOf, isAccountKey } from './companies/read-company.ts';
import { entityOf } from './entities/read-entities.ts';

export interface ChangesWanted {
  /** Key of a record of the person; everybody where it is left out. */
  readonly record?: string;
  /** Only changes before this one. */
  readonly before?: number;
  readonly limit: number;
}

/** Merges and splits, newest first. */
export async function readChanges({ state }: WorkspaceStore, { record, before, limit }: ChangesWanted): Promise<IdentityChange[]> {
  const keys = record === undefined ? [] : (await (isAccountKey(record) ? companyOf : entityOf)(state, record)).records;
  const { rows } = await sql<{ id: string; at: Date; kind: IdentityChange['kind']; entity: string; parts: string[][]; cause: IdentityChange['cause']; by: string | null }>`
    SELECT change.id, change.at, change.kind, change.entity, change.parts, change.cause, coalesce(word.by_user, run.by_user, limits.by_user, CASE WHEN rule.taken_back_at IS NULL OR change.at < rule.taken_back_at THEN rule.by_user ELSE rule.taken_back_by END) AS by FROM identity_changes AS change
    LEFT JOIN identity_decisions AS word ON change.cause = 'word' AND word.sequence = change.cause_id LEFT JOIN identity_runs AS run ON change.cause = 'run' AND run.id = change.cause_id
    LEFT JOIN identity_limits AS limits ON change.cause = 'limits' AND limits.id = change.cause_id
    LEFT JOIN identity_rules AS rule ON change.cause = 'rule' AND rule.id = change.cause_id
    WHERE change.id < ${before ?? Number.MAX_SAFE_INTEGER} AND (${record === undefined} OR EXISTS (SELECT 1 FROM jsonb_array_elements(change.parts) AS part WHERE part ?| ${keys}::text[]))
    ORDER BY change.id DESC LIMIT ${limit}`.execute(state);
  return rows.map(({ id, at, entity, ...row }) => ({ ...row, id: Number(id), at: at.toISOString(), person: entity }));
}
