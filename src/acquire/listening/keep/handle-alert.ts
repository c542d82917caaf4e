import type { Kysely } from 'kysely';
import { Failure, type CoverageAlert } from '../../../model/index.ts';
import type { WorkspaceStore, WorkspaceTables } from '../../../store/index.ts';
import { alertsRaised } from './mention-rows.ts';

/** Marks an alert as dealt with, or as open again. Throws `Failure('not_found')` for one that was never raised. */
export async function handleAlert({ facts, state }: WorkspaceStore, id: string, handled: boolean, { by, now }: { by: string | null; now: number }): Promise<void> {
  if (!(await alertsRaised(facts, [id])).has(id)) throw new Failure('not_found', 'There is no such alert.', 'Look at the alerts that there are: hindcast listen alerts');
  if (!handled) return void await state.deleteFrom('handled_alerts').where('alert_id', '=', id).execute();
  await state.insertInto('handled_alerts').values({ alert_id: id, at: new Date(now), by_user: by }).onConflict((conflict) => conflict.column('alert_id').doNothing()).execute();
}

/** Alerts with who dealt with them, and when. */
export async function withHandled(state: Kysely<WorkspaceTables>, alerts: readonly CoverageAlert[]): Promise<CoverageAlert[]> {
  if (alerts.length === 0) return [];
  const rows = await state.selectFrom('handled_alerts').selectAll().where('alert_id', 'in', alerts.map(({ id }) => id)).execute();
  const byId = new Map(rows.map((row) => [row.alert_id, row]));
  return alerts.map((alert) => ({ ...alert, handledAt: byId.get(alert.id)?.at.toISOString() ?? null, handledBy: byId.get(alert.id)?.by_user ?? null }));
}
