import type { JourneyAnswer } from '../../model/index.ts';
import type { StageVisit } from '../stages/stage-visits.ts';
import { groupedBy } from '../order.ts';

const pathsShown = 12;

/** The most travelled whole paths of closed deals; a stay that follows another in the same stage counts once. */
export function pathsOf(journeys: ReadonlyArray<readonly StageVisit[]>): JourneyAnswer['paths'] {
  const closed = journeys.filter((visits) => visits[visits.length - 1]?.deal.outcome != null);
  return [...groupedBy(closed, (visits) => JSON.stringify(stagesOf(visits)))]
    .map(([path, own]) => ({ path: JSON.parse(path) as string[], deals: own.length, wonShare: own.filter(endsWon).length / own.length }))
    .sort((a, b) => b.deals - a.deals || (a.path.join() < b.path.join() ? -1 : 1))
    .slice(0, pathsShown);
}

const stagesOf = (visits: readonly StageVisit[]): string[] =>
  visits.map((visit) => visit.stage).filter((stage, index, all) => all[index - 1] !== stage);

const endsWon = (visits: readonly StageVisit[]): boolean => visits[visits.length - 1]?.deal.outcome?.kind === 'won';
