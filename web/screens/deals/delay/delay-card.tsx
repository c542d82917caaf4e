import { useDelay } from '../../../data/questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { PlaceLink } from '../../../ui/place-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { DelayFigure } from './delay-figure.tsx';

/** On the deal itself: what waiting costs the buyer, in short. Inputs, questions and evidence are one tab away. */
export function DelayCard({ dealId }: { dealId: string }) {
  const delay = useDelay(dealId);
  return (
    <Section title="What waiting costs the buyer" aside={<PlaceLink to={`/deals/${encodeURIComponent(dealId)}`} search={{ tab: 'delay' }}>Inputs and questions</PlaceLink>}>
      <Answer of={delay} lines={3}>{(answer) => <DelayFigure answer={answer} />}</Answer>
    </Section>
  );
}
