import { quantile } from '../../learn/index.ts';
import type { Log } from '../log.ts';
import { groupedBy } from '../order.ts';
import type { StageVisit } from './stage-visits.ts';

/**
 * Open stages, first to last: those a person or the source ordered come first in that order, the others by the median
 * place at which deals first entered them. Returns each stage's rank.
 */
export function stageOrder(log: Log, visits: readonly StageVisit[]): Map<string, number> {
  const present = new Set(visits.map((visit) => visit.stage));
  const told = log.stageOrder.filter((stage) => present.has(stage));
  const places = medianPlaces(visits);
  const found = [...present].filter((stage) => !told.includes(stage))
    .sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0) || (a < b ? -1 : 1));
  return new Map([...told, ...found].map((stage, rank) => [stage, rank]));
}

/** Median of the place (0 first) at which deals first entered a stage, with a deal's last place as tie break. */
function medianPlaces(visits: readonly StageVisit[]): Map<string, number> {
  const places = new Map<string, number[]>();
  for (const own of groupedBy(visits, (visit) => visit.deal).values()) {
    own.filter((visit) => visit.first).forEach((visit, place) => {
      const list = places.get(visit.stage);
      if (list) list.push(place);
      else places.set(visit.stage, [place]);
    });
  }
  return new Map([...places].map(([stage, list]) => [stage, quantile(list, 0.5) + mean(list) / 1000]));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
