import { isbot } from 'isbot';
import type { Step } from '../travelling-event.ts';

/** Robots are counted and kept out of people's events. Servers that send with their key are never judged. */
export const keepBotsApart: Step = (event, { byServer, userAgent }) =>
  (!byServer && isRobot(event.wire.context?.userAgent ?? userAgent) ? { fate: 'dropped', reason: 'bot', wire: event.wire } : event);

/** The same few agents come again and again, and matching is a long expression. */
const judged = new Map<string, boolean>();
const mostJudged = 5_000;

function isRobot(agent: string | null | undefined): boolean {
  if (!agent) return false;
  const held = judged.get(agent);
  if (held !== undefined) return held;
  const found = isbot(agent);
  if (judged.size >= mostJudged) judged.clear();
  judged.set(agent, found);
  return found;
}
