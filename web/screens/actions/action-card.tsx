import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ActionAnswer } from '../../../src/model/index.ts';
import { useDecide } from '../../data/questions.ts';
import { say as tell } from '../../ui/say.ts';
import { PlaceLink } from '../../ui/place-link.tsx';
import { dayText, daysText, moneyText, wholeMoney } from '../../ui/words.ts';

const disagreeReasons = ['The sign is wrong', 'Already under way', 'The deal is dead', 'Another step is better'];

/** One deal, one sign, one step, and three answers a thumb can give. */
export function ActionCard({ action }: { action: ActionAnswer }) {
  return (
    <li className="card action-card">
      <div className="card-title"><PlaceLink to={`/deals/${encodeURIComponent(action.dealId)}`}>{action.account ?? action.dealName ?? action.dealId}</PlaceLink></div>
      <p className="muted">{[action.amount === null ? 'no amount' : wholeMoney(action.amount, action.currency), action.daysInStage === null ? null : `${daysText(action.daysInStage)} in stage`].filter(Boolean).join(' · ')}</p>
      <p>{action.sign}</p>
      <p><strong>{action.step}</strong> by {dayText(action.dueAt)}{action.by ? `, ${action.by}` : ''}</p>
      <p className="muted small">
        {action.atStake === null ? 'Stake not known.' : `At stake ${moneyText(action.atStake, action.currency, [0, action.atStake])}: ${action.atStakeIs}.`} Assumed change {action.assumedChange.points} points: <span title={action.assumedChange.label}>assumed, not measured</span>.
      </p>
      <Verdict action={action} />
    </li>
  );
}

const said: Record<ActionAnswer['state'], string> = { offered: '', done: 'Done', not_now: 'Not now', disagree: 'Disagreed' };

/** Done, not now, disagree with a one-tap reason; each is recorded. */
export function Verdict({ action }: { action: ActionAnswer }) {
  const decide = useDecide();
  const [why, setWhy] = useState(false);
  if (action.heldOut) return <p className="muted small">In the comparison group: nothing is asked here.</p>;
  if (action.state !== 'offered') return <p className="muted">{said[action.state]}{action.stateReason ? `: ${action.stateReason}` : ''}</p>;
  const say = (verb: 'done' | 'not_now' | 'disagree', reason?: string): void => decide.mutate({ actionId: action.id, verb, ...(reason ? { reason } : {}) }, { onSuccess: () => tell(`Recorded: ${said[verb].toLowerCase()}.`) });
  return (
    <div>
      <div className="button-row verdict">
        <Button onClick={() => say('done')} loading={decide.isPending}>Done</Button>
        <Button onClick={() => say('not_now')}>Not now</Button>
        <Button onClick={() => setWhy(!why)} aria-expanded={why}>Disagree</Button>
      </div>
      {why ? <div className="chips after-chart">{disagreeReasons.map((reason) => <Button key={reason} variant="light" onClick={() => say('disagree', reason)}>{reason}</Button>)}</div> : null}
      {decide.error ? <p className="lost-text" role="alert">{decide.error.message}</p> : null}
    </div>
  );
}
