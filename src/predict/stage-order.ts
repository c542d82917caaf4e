import type { Log } from '../history/index.ts';

/** Position of each stage: the order that was set, else the median place at which deals enter it. */
export function stageOrderOf(log: Log): ReadonlyMap<string, number> {
  if (log.stageOrder.length > 0) return new Map(log.stageOrder.map((stage, index) => [stage, index]));
  const places = new Map<string, number[]>();
  for (const deal of log.deals) {
    if (!deal.hasStageHistory) continue;
    deal.stage.forEach((entry, index) => {
      const held = places.get(entry.value);
      if (held) held.push(index);
      else places.set(entry.value, [index]);
    });
  }
  const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] as number;
  return new Map([...places].map(([stage, values]) => [stage, middle(values)]));
}
