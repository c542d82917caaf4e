import type { Movement } from '../../model/index.ts';
import type { DealLog } from '../log.ts';
import { expectedInQuarter, pipelineShare, type PipelineRule, type PipelineShare } from './quarter-pipeline.ts';

type Kind = Movement['kind'];
/** One step of one deal, in hundredths; the steps of a deal sum to what it added to the end minus the start. */
export interface Step {
  readonly kind: Kind;
  readonly cents: number;
}

export const movementKinds: readonly Kind[] = ['new', 'pulled_in', 'up', 'won', 'lost', 'down', 'pushed_out'];

/** How one deal moved the pipeline between two dates. */
export function stepsOf(deal: DealLog, since: number, asOf: number, rule: PipelineRule): Step[] {
  const start = pipelineShare(deal, since, rule);
  const end = pipelineShare(deal, asOf, rule);
  if (start.counts) return [...amountStep(end.cents - start.cents), ...leaving(end)];
  return entering(deal, start, end, asOf, rule);
}

const amountStep = (cents: number): Step[] => (cents === 0 ? [] : [{ kind: cents > 0 ? 'up' : 'down', cents }]);

function leaving(end: PipelineShare): Step[] {
  if (end.counts) return [];
  if (end.status === 'won' || end.status === 'lost') return [{ kind: end.status, cents: -end.cents }];
  return [{ kind: 'pushed_out', cents: -end.cents }];
}

/** A deal that did not count at the start. One that closed meanwhile counts if it closed in the quarter, or was meant to. */
function entering(deal: DealLog, start: PipelineShare, end: PipelineShare, asOf: number, rule: PipelineRule): Step[] {
  const kind: Kind = start.status === 'open' ? 'pulled_in' : 'new';
  if (end.counts) return [{ kind, cents: end.cents }];
  const closedMeanwhile = (start.status === 'open' || start.status === 'not_created') && (end.status === 'won' || end.status === 'lost');
  if (!closedMeanwhile || !belonged(deal, end, asOf, rule)) return [];
  return [{ kind, cents: end.cents }, { kind: end.status as Kind, cents: -end.cents }];
}

function belonged(deal: DealLog, end: PipelineShare, asOf: number, rule: PipelineRule): boolean {
  if (end.status === 'lost') return expectedInQuarter(deal, asOf, rule);
  const wonAt = deal.outcome?.at ?? null;
  return wonAt !== null && wonAt >= rule.quarter.start && wonAt < rule.quarter.end;
}

/** Adds up steps into one movement per kind, in the order a bridge is read. */
export function sumMovements(steps: ReadonlyArray<{ readonly dealId: string; readonly step: Step }>): Movement[] {
  return movementKinds.map((kind) => {
    const own = steps.filter(({ step }) => step.kind === kind);
    const dealIds = [...new Set(own.map(({ dealId }) => dealId))];
    return { kind, amount: own.reduce((sum, { step }) => sum + step.cents, 0) / 100, deals: dealIds.length, dealIds };
  });
}
