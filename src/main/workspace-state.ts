import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Failure, workspaceSettingsSchema, type Call, type Manifest, type Note, type SavedFilter, type WorkspaceSettings } from '../model/index.ts';
import type { WorkspaceTables } from '../store/index.ts';

/** Settings that only words or goals depend on: changing them recomputes nothing. */
const withoutEffectOnAnswers = new Set(['company', 'targets', 'comparisonGroup', 'listening', 'blockedValues']);

/** A workspace's state in Postgres: settings, calls, notes, filters, where actions stand. */
export class WorkspaceState {
  readonly #state: Kysely<WorkspaceTables>;
  readonly #now: () => number;
  readonly #newId: () => string;

  constructor(state: Kysely<WorkspaceTables>, now: () => number, newId: () => string) {
    this.#state = state;
    this.#now = now;
    this.#newId = newId;
  }

  async settings(): Promise<WorkspaceSettings> {
    const row = await this.#state.selectFrom('settings').select('body').executeTakeFirstOrThrow();
    return workspaceSettingsSchema.parse(row.body);
  }

  async setSettings(change: Partial<WorkspaceSettings>): Promise<WorkspaceSettings> {
    const parsed = workspaceSettingsSchema.safeParse({ ...await this.settings(), ...change });
    if (!parsed.success) throw new Failure('bad_request', `The settings cannot be used: ${parsed.error.issues[0]?.message ?? 'unknown reason'}.`);
    const counts = Object.keys(change).some((key) => !withoutEffectOnAnswers.has(key));
    await this.#state.updateTable('settings').set((row) => ({ body: JSON.stringify(parsed.data), version: counts ? sql<number>`${row.ref('version')} + 1` : row.ref('version') as never })).execute();
    return parsed.data;
  }

  /**
   * Changes whenever an answer could: an import that counts or no longer does, settings that matter, or a word
   * on consent or on who is who, or a correction. Words still on their way to the facts engine are a version of their own, so that nothing
   * read before they arrived is kept as if it were read after.
   */
  async dataVersion(): Promise<string> {
    const result = await sql<{ version: string }>`
      SELECT (SELECT version FROM settings) || '.' || coalesce(max(batch_id) FILTER (WHERE state IN ('done', 'partly')), 0) || '.' ||
             count(*) FILTER (WHERE state = 'undone') || '.' || (SELECT coalesce(max(sequence), 0) FROM consent_ledger) || '.' ||
             (SELECT coalesce(max(sequence), 0) FROM identity_decisions) || '.' || (SELECT count(*) FROM outbox WHERE fact_table = 'refusals') || '.' || (SELECT coalesce(max(batch_id), 0) FROM corrections) || '.' || (SELECT count(*) FROM recalls) || '.' || coalesce((SELECT folds FROM company_folds), 0) AS version FROM imports`.execute(this.#state);
    return result.rows[0]?.version ?? '0';
  }

  /** Data dates of the imports that count, oldest first. */
  async importDates(): Promise<number[]> {
    const rows = await this.#state.selectFrom('imports').select('known_at').where('state', 'in', ['done', 'partly']).orderBy('known_at').execute();
    return rows.flatMap((row) => (row.known_at ? [row.known_at.getTime()] : []));
  }

  /** What an export remembers beside its rows. What is held already is left alone. */
  async bringBack(manifest: Manifest): Promise<void> {
    await this.setSettings(manifest.settings);
    await this.#state.transaction().execute(async (transaction) => {
      for (const row of manifest.actionStates) await transaction.insertInto('action_states').values({ action_id: row.actionId, deal_id: row.dealId, state: row.state, reason: row.reason, by_user: row.by, at: new Date(row.at) }).onConflict((conflict) => conflict.column('action_id').doNothing()).execute();
      const calls = new Set((await transaction.selectFrom('calls').select(['quarter', 'at']).execute()).map((call) => `${call.quarter} ${call.at.toISOString()}`));
      for (const call of manifest.calls.filter((one) => !calls.has(`${one.quarter} ${one.at}`))) await transaction.insertInto('calls').values({ quarter: call.quarter, value: call.value, at: new Date(call.at), by_user: call.by }).execute();
      for (const note of manifest.notes) await transaction.insertInto('notes').values({ id: note.id, deal_id: note.dealId, body: note.text, by_user: note.by, at: new Date(note.at) }).onConflict((conflict) => conflict.column('id').doNothing()).execute();
      for (const ask of manifest.asks) await transaction.insertInto('asks').values(askRow(ask)).onConflict((conflict) => conflict.column('id').doNothing()).execute();
      for (const { id, name, screen, query } of manifest.savedFilters) await transaction.insertInto('saved_filters').values({ id, name, screen, query, by_user: null }).onConflict((conflict) => conflict.column('id').doNothing()).execute();
    });
  }

  async setCall(quarter: string, value: number, by: string | null): Promise<void> {
    await this.#state.insertInto('calls').values({ quarter, value, at: new Date(this.#now()), by_user: by }).execute();
  }

  async calls(): Promise<Call[]> {
    const rows = await this.#state.selectFrom('calls').selectAll().orderBy('at').execute();
    return rows.map((row) => ({ quarter: row.quarter, value: row.value, at: row.at.toISOString(), by: row.by_user }));
  }

  async notes(dealId: string): Promise<Note[]> {
    const rows = await this.#state.selectFrom('notes').selectAll().where('deal_id', '=', dealId).orderBy('at', 'desc').execute();
    return rows.map((row) => ({ id: row.id, dealId: row.deal_id, text: row.body, by: row.by_user, at: row.at.toISOString() }));
  }

  async addNote(dealId: string, text: string, by: string | null): Promise<Note> {
    const note = { id: this.#newId(), deal_id: dealId, body: text, by_user: by, at: new Date(this.#now()) };
    await this.#state.insertInto('notes').values(note).execute();
    return { id: note.id, dealId, text, by, at: note.at.toISOString() };
  }

  async savedFilters(screen: string): Promise<SavedFilter[]> {
    const rows = await this.#state.selectFrom('saved_filters').selectAll().where('screen', '=', screen).orderBy('name').execute();
    return rows.map(({ id, name, query }) => ({ id, name, screen, query }));
  }

  async saveFilter(filter: Omit<SavedFilter, 'id'>, by: string | null): Promise<SavedFilter> {
    const id = this.#newId();
    await this.#state.insertInto('saved_filters').values({ id, ...filter, by_user: by }).execute();
    return { id, ...filter };
  }

  async actionStates(): Promise<Map<string, { state: string; reason: string | null }>> {
    const rows = await this.#state.selectFrom('action_states').select(['action_id', 'state', 'reason']).execute();
    return new Map(rows.map((row) => [row.action_id, { state: row.state, reason: row.reason }]));
  }
}

/** An ask that came with an export; its link stays with the installation that made it. */
function askRow(ask: Manifest['asks'][number]) {
  const at = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));
  return {
    id: ask.id, token_id: '', deal_id: ask.dealId, contact_id: ask.contactId, created_at: new Date(ask.createdAt), by_user: ask.by, asker: ask.asker, expires_at: new Date(ask.expiresAt),
    said: ask.said, offer_wanted: ask.offerWanted, comment: ask.text, answered_at: at(ask.answeredAt), declined_at: at(ask.declinedAt), taken_back_at: at(ask.takenBackAt),
  };
}
