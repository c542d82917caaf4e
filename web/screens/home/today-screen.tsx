import { useActions, useMe, useOverview } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { ChangeSteps } from '../../charts/change-steps.tsx';
import { Section } from '../../ui/section.tsx';
import { dayText, many } from '../../ui/words.ts';
import { ActionCard } from '../actions/index.ts';

/** A rep's day: the deals that need a step, one card each, then what changed. */
export function TodayScreen() {
  const me = useMe();
  const actions = useActions();
  const overview = useOverview();
  return (
    <div className="today">
      <Answer of={actions}>
        {(answer) => {
          const mine = answer.actions.filter((action) => action.state === 'offered' && !action.heldOut && (!me.data?.ownerName || action.owner === me.data.ownerName));
          return (
            <>
              <h1 className="lead">{dayText(answer.asOf)}. {mine.length === 0 ? 'No deal needs you.' : `${many(mine.length, 'deal needs', 'deals need')} you.`}</h1>
              <ul className="cards">{mine.slice(0, 12).map((action) => <ActionCard key={action.id} action={action} />)}</ul>
              {mine.length > 12 ? <p className="after-chart"><PlaceLink to="/actions">All {mine.length} actions</PlaceLink></p> : null}
            </>
          );
        }}
      </Answer>
      {overview.data?.changes ? <Section title={`Changed since ${dayText(overview.data.changes.since)}`}><p>{overview.data.changes.sentence}</p><ChangeSteps changes={overview.data.changes} /></Section> : null}
    </div>
  );
}
