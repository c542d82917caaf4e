import { sql } from 'kysely';
import { isVisitorNode } from '../acquire/index.ts';
import type { IdentityChange } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import { companyOf, isAccountKey } from './companies/read-company.ts';
import { entityOf } from './entities/read-entities.ts';
import { readVisitorChanges } from './visitors/visitor-changes.ts';

export interface ChangesWanted {
  /** Key of a record of the person, or an exact id of a visitor; everybody where it is left out. */
  readonly record?: string;
  /** Only changes before this one. */
  readonly before?: number;
  readonly limit: number;
}

/** Merges and splits of records, and of visitors with them, newest first. */
export async function readChanges(store: WorkspaceStore, { record, before = Number.MAX_SAFE_INTEGER, limit }: ChangesWanted): Promise<IdentityChange[]> {
  const ofRecords = record !== undefined && isVisitorNode(record) ? [] : await changesOfRecords(store, { record, before, limit });
  const ofVisitors = record !== undefined && isAccountKey(record) ? [] : await readVisitorChanges(store, { ...(record === undefined ? {} : { of: record }), before, limit });
  return [...ofRecords, ...ofVisitors].sort((a, b) => b.id - a.id).slice(0, limit);
}

async function changesOfRecords({ state }: WorkspaceStore, { record, before, limit }: { readonly record: string | undefined; readonly before: number; readonly limit: number }): Promise<IdentityChange[]> {
  const keys = record === undefined ? [] : (await (isAccountKey(record) ? companyOf : entityOf)(state, record)).records;
  const { rows } = await sql<{ id: string; at: Date; kind: IdentityChange['kind']; entity: string; parts: string[][]; cause: IdentityChange['cause']; by: string | null; run: string | null }>`
    SELECT change.id, change.at, change.kind, change.entity, change.parts, change.cause, coalesce(word.by_user, run.by_user, limits.by_user, CASE WHEN rule.taken_back_at IS NULL OR change.at < rule.taken_back_at THEN rule.by_user ELSE rule.taken_back_by END) AS by, run.id AS run FROM identity_changes AS change
    LEFT JOIN identity_decisions AS word ON change.cause = 'word' AND word.sequence = change.cause_id LEFT JOIN identity_runs AS run ON change.cause = 'run' AND run.id = change.cause_id
    LEFT JOIN identity_limits AS limits ON change.cause = 'limits' AND limits.id = change.cause_id
    LEFT JOIN identity_rules AS rule ON change.cause = 'rule' AND rule.id = change.cause_id
    WHERE change.id < ${before} AND (${record === undefined} OR EXISTS (SELECT 1 FROM jsonb_array_elements(change.parts) AS part WHERE part ?| ${keys}::text[]))
    ORDER BY change.id DESC LIMIT ${limit}`.execute(state);
  return rows.map(({ id, at, entity, run, ...row }) => ({ ...row, id: Number(id), at: at.toISOString(), person: entity, run: run === null ? null : Number(run), why: null }));
}
