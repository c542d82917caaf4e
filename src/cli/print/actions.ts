import { countWords, dateWords, moneyWords, type ActionAnswer, type ActionsAnswer } from '../../model/index.ts';
import { withoutControls } from './table.ts';

const shown = 15;

/** What to do next: account, sign, step, by whom, by when, at stake. */
export function actionLines(answer: ActionsAnswer, limit = shown): string[] {
  const due = answer.actions.filter((action) => action.state === 'offered' && !action.heldOut);
  if (due.length === 0) return ['No deal needs anything now.', answer.comparison.sentence].filter((line) => line !== '');
  return [
    `${countWords(due.length, 'deal')} ${due.length === 1 ? 'needs' : 'need'} something.`,
    ...due.slice(0, limit).flatMap((action) => oneAction(action, answer.asOf)),
    ...(due.length > limit ? [`… and ${countWords(due.length - limit, 'more')}; all of them with --json.`.replace('mores', 'more')] : []),
    answer.comparison.sentence,
  ].filter((line) => line !== '');
}

function oneAction(action: ActionAnswer, today: string): string[] {
  const who = withoutControls(action.account ?? action.dealName ?? action.dealId);
  const stake = action.atStake === null ? 'money at stake not known' : `${moneyWords(action.atStake, action.currency)} at stake (${action.atStakeIs})`;
  return [`  ${who}: ${withoutControls(action.sign)}.`, `    ${withoutControls(action.step)}${action.by ? ` · ${withoutControls(action.by)}` : ''} · by ${dateWords(action.dueAt, today)} · ${stake}`];
}
