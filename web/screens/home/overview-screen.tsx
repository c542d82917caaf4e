import type { OverviewAnswer } from '../../../src/model/index.ts';
import { isRanged, QuarterBar } from '../../charts/quarter-bar.tsx';
import { useOverview } from '../../data/questions.ts';
import { useAddress } from '../../data/url-state.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { BoldText } from '../../ui/bold-text.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RefusalPanel } from '../../ui/refusal-panel.tsx';
import { NumberButton } from '../../ui/number-button.tsx';
import { StalePanel } from '../../ui/stale-panel.tsx';
import { Believable } from './believable.tsx';
import { Buyers } from './buyers.tsx';
import { Changes } from './changes.tsx';
import { DoNext } from './do-next.tsx';
import { Leaks } from './leaks.tsx';
import { NextBest } from './next-best.tsx';
import { MeetingTime } from './meeting-time.tsx';

/** Overview, in the order in which it is read: sentence, quarter, changes, leaks, next steps, belief, buyers, time, next source. */
export function OverviewScreen() {
  const overview = useOverview();
  return <Answer of={overview}>{(answer) => (answer.strip.dataThrough === null && answer.refusal ? <EmptyOverview answer={answer} /> : <Overview answer={answer} />)}</Answer>;
}

function Overview({ answer }: { answer: OverviewAnswer }) {
  const { on } = useAddress();
  return (
    <>
      {answer.strip.clockNote && !on ? <StalePanel note={answer.strip.clockNote} /> : null}
      <h1 className="lead"><NumberButton definition="forecast"><BoldText text={leadOf(answer)} /></NumberButton></h1>
      <Quarter answer={answer} />
      <Changes shown={answer.changes} />
      <Leaks leaks={answer.leaks} sentence={answer.leaksSentence} />
      <DoNext actions={answer.doNext} />
      <Believable findings={answer.believable} />
      <Buyers />
      <MeetingTime of={answer.highPotentialTime} />
      <NextBest next={answer.nextBest} />
    </>
  );
}

/** The sentence; of a refusal only its beginning, because the panel below says all of it. */
function leadOf({ sentence, refusal, forecast }: OverviewAnswer): string {
  const reason = (refusal ?? forecast?.refusal)?.reason;
  return reason && sentence.startsWith(reason) ? (/^.*?\.(?=\s|$)/.exec(sentence)?.[0] ?? sentence) : sentence;
}

function EmptyOverview({ answer }: { answer: OverviewAnswer }) {
  return (
    <>
      <h1 className="lead">No deals yet. <PlaceLink to="/data/import">Drop a deals export here</PlaceLink>, or <PlaceLink to="/overview" search={{ w: 'demo' }}>see it in the demo</PlaceLink>.</h1>
      {answer.refusal ? <RefusalPanel refusal={answer.refusal} /> : null}
      <NextBest next={answer.nextBest} />
    </>
  );
}

function Quarter({ answer }: { answer: OverviewAnswer }) {
  const { forecast } = answer;
  const refusal = forecast?.refusal ?? answer.refusal;
  return (
    <section className="section" aria-label="The quarter">
      {isRanged(forecast) ? <QuarterBar forecast={forecast} /> : null}
      {refusal ? <RefusalPanel refusal={refusal} /> : null}
      {answer.recordSentence ? <p>{answer.recordSentence} <PlaceLink to="/forecast">The record</PlaceLink></p> : null}
    </section>
  );
}
