import type { Selectable } from 'kysely';
import { coverageAlerts, firstEntered } from '../../acquire/index.ts';
import type { Closing } from '../../history/index.ts';
import { DAY_MS, isoDate, type WebhookEvent } from '../../model/index.ts';
import type { Facts, WebhookEndpointTable } from '../../store/index.ts';
import type { WebhookParts } from './parts.ts';
import { raiseMessage, type Told } from './raise-message.ts';

/** How far back is looked for what was not told: a server that stood still over a weekend still tells. */
const lookBackMs = 3 * DAY_MS;
const mostAlerts = 50;

/** Deals are imported late: their ends are told as far back as this. Messages are kept for longer, so none is told twice. */
const closingsLookBackMs = 28 * DAY_MS;
/** Looking these up costs more than the others. */
const lookEveryMs: Partial<Readonly<Record<WebhookEvent, number>>> = { 'deal.closed': 10_000, 'quarantine.entered': 30_000 };

interface Sources extends WebhookParts {
  readonly facts: Facts;
  /** How deals ended, as the data are now. */
  readonly closings: () => Promise<readonly Closing[]>;
  /** Whether something is to be looked up that was looked up before: not more often than every so many milliseconds. */
  readonly due: (what: string, everyMs: number) => boolean;
}

/**
 * Raises messages for what is on record and was not told. Messages follow from the record, not from the moment: a
 * process that dies between doing and telling tells after its restart. Nothing older than an endpoint is told to it.
 */
export async function tellRecorded(parts: Sources): Promise<number> {
  const endpoints = await parts.state.selectFrom('webhook_endpoints').selectAll().where('disabled_at', 'is', null).execute();
  let raised = 0;
  for (const event of new Set(endpoints.flatMap(({ events }) => events as WebhookEvent[]))) {
    if (!parts.due(event, lookEveryMs[event] ?? 0)) continue;
    const listening = endpoints.filter(({ events }) => events.includes(event));
    for (const told of await recorded[event](parts, since(listening, parts.now(), event === 'deal.closed' ? closingsLookBackMs : lookBackMs))) {
      const whom = listening.filter(({ created_at }) => created_at.getTime() <= told.at).map(({ id }) => id);
      if (whom.length > 0 && (await raiseMessage(parts, told, whom)) !== null) raised += 1;
    }
  }
  return raised;
}

const since = (endpoints: readonly Selectable<WebhookEndpointTable>[], now: number, back: number): Date =>
  new Date(Math.max(now - back, Math.min(...endpoints.map(({ created_at }) => created_at.getTime()))));

const recorded: Readonly<Record<WebhookEvent, (parts: Sources, since: Date) => Promise<Told[]>>> = {
  'import.finished': (parts, from) => importsOf(parts, from, 'import.finished', ['done', 'partly']),
  'import.failed': (parts, from) => importsOf(parts, from, 'import.failed', ['failed']),
  'source.failed': failedRunsOf,
  'decision.recorded': decisionsOf,
  'coverage.negative': alertsOf,
  'deal.closed': closingsSince,
  'quarantine.entered': quarantinedSince,
};

async function importsOf({ state }: Sources, from: Date, event: WebhookEvent, states: readonly string[]): Promise<Told[]> {
  const rows = await state.selectFrom('imports').select(['id', 'state', 'finished_at', 'rows_done']).where('state', 'in', states).where('finished_at', '>=', from).orderBy('finished_at').execute();
  return rows.map(({ id, state: ended, finished_at, rows_done }) => ({
    event, once: `${event}/${id}/${finished_at?.getTime()}`, at: finished_at?.getTime() ?? 0,
    data: event === 'import.failed' ? { importId: id } : { importId: id, state: ended, rows: Number(rows_done) },
  }));
}

async function failedRunsOf({ state }: Sources, from: Date): Promise<Told[]> {
  const rows = await state.selectFrom('source_runs').select(['id', 'source', 'finished_at']).where('state', '=', 'failed').where('finished_at', '>=', from).orderBy('finished_at').execute();
  return rows.map(({ id, source, finished_at }) => ({ event: 'source.failed', once: `source.failed/${id}`, at: finished_at?.getTime() ?? 0, data: { sourceName: source, runId: id } }));
}

async function decisionsOf({ state }: Sources, from: Date): Promise<Told[]> {
  const rows = await state.selectFrom('action_states').select(['action_id', 'deal_id', 'state', 'at']).where('at', '>=', from).orderBy('at').execute();
  return rows.map(({ action_id, deal_id, state: decision, at }) => ({
    event: 'decision.recorded', once: `decision.recorded/${action_id}/${decision}/${at.getTime()}`, at: at.getTime(), data: { actionId: action_id, dealId: deal_id, decision },
  }));
}

async function alertsOf({ facts }: Sources, from: Date): Promise<Told[]> {
  const alerts = (await coverageAlerts(facts, mostAlerts)).filter(({ raisedAt }) => Date.parse(raisedAt) >= from.getTime());
  return alerts.map(({ id, source, raisedAt }) => ({ event: 'coverage.negative', once: `coverage.negative/${id}`, at: Date.parse(raisedAt), data: { alertId: id, source } }));
}

async function closingsSince({ closings, now }: Sources, from: Date): Promise<Told[]> {
  const recent = (await closings()).filter(({ at }) => at >= from.getTime() && at <= now());
  return recent.map(({ dealId, source, outcome, at, closedAt, ending }) => ({
    event: 'deal.closed', once: `deal.closed/${source}/${dealId}/${ending}/${outcome}`, at, data: { dealId, source, outcome, closedAt: closedAt === null ? null : isoDate(closedAt) },
  }));
}

async function quarantinedSince({ facts, state }: Sources, from: Date): Promise<Told[]> {
  return (await firstEntered(facts, state, from)).map(({ source, code, hour, at, id }) => ({
    event: 'quarantine.entered', once: `quarantine.entered/${source}/${code}/${hour}`, at, data: { sourceName: source, code, id },
  }));
}
