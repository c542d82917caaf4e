import type { DealPage, DelayAnswer } from '../../../../src/model/index.ts';
import { useDelay } from '../../../data/questions.ts';
import { useAddress } from '../../../data/url-state.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { Section } from '../../../ui/section.tsx';
import { AskQuestions } from './ask-questions.tsx';
import { DelayFigure } from './delay-figure.tsx';
import { DelayForm } from './delay-form.tsx';
import { DelayInputs } from './delay-inputs.tsx';

/** The buyer's cost of delay: the figure, what to ask next, every input with its evidence, and a form for what the buyer said. */
export function DelayTab({ dealId, page }: { dealId: string; page: DealPage }) {
  const delay = useDelay(dealId);
  return <Answer of={delay}>{(answer) => <Delay answer={answer} page={page} />}</Answer>;
}

function Delay({ answer, page }: { answer: DelayAnswer; page: DealPage }) {
  const { on } = useAddress();
  return (
    <div className="two-columns">
      <div>
        <Section title="What waiting costs the buyer"><DelayFigure answer={answer} /></Section>
        {answer.priority ? <Section title="What comes first for them"><p>{answer.priority}</p></Section> : null}
        <AskQuestions ask={answer.ask} />
        <DelayInputs answer={answer} />
      </div>
      <div>
        <Section title="Write down what the buyer said">
          {on ? <p className="muted">You look at an earlier date. What is written down counts from the day it is written down.</p> : <DelayForm answer={answer} people={page.people} currency={page.deal?.currency ?? null} />}
        </Section>
      </div>
    </div>
  );
}
