import type { ActionAnswer } from '../../../src/model/index.ts';
import { dayText, moneyText } from '../../ui/words.ts';

/** The actions as plain text, grouped by who should do them, ready to paste into an e-mail. */
export function mailText(actions: readonly ActionAnswer[]): string {
  const groups = Map.groupBy(actions, (action) => action.by ?? action.owner ?? 'Nobody yet');
  return [...groups].map(([who, theirs]) => [`${who}`, ...theirs.map(lineOf)].join('\n')).join('\n\n');
}

function lineOf(action: ActionAnswer): string {
  const stake = action.atStake === null ? '' : ` (at stake ${moneyText(action.atStake, action.currency, [0, action.atStake])})`;
  return `- ${action.account ?? action.dealName ?? action.dealId}: ${action.step}, by ${dayText(action.dueAt)}${stake}\n  ${action.sign}`;
}
