import { Chance } from '../chance.ts';
import { dayMs, momentAt, type Company } from '../company.ts';
import type { DealLife } from '../world/deal-life.ts';

/** When the tool was used on a deal, or null: more where the deal promises well, which is why it looks as if it helped. */
export function toolUseOf(company: Company, life: DealLife): number | null {
  const { tool } = company.planted;
  if (!tool || life.createdAt < momentAt(company, tool.from)) return null;
  const chance = new Chance('tool', company.seed, life.index);
  const isUsed = chance.happens(1 / (1 + Math.exp(0.4 - tool.lean * life.readiness)));
  const at = life.createdAt + chance.waiting(15) * dayMs;
  return isUsed && at < Math.min(life.endsAt, company.endMs) ? at : null;
}
