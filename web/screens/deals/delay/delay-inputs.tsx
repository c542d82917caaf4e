import { Button } from '@mantine/core';
import type { DelayAnswer, DelayStanding } from '../../../../src/model/index.ts';
import { delayInputs, delaySourceNames } from '../../../../src/model/delay-inputs.ts';
import { valueOfInput } from '../../../../src/model/delay-words.ts';
import { moneyWords } from '../../../../src/model/wording.ts';
import { useTakeBackDelay } from '../../../data/questions.ts';
import { Section } from '../../../ui/section.tsx';
import { shortDay } from '../../../ui/words.ts';

/** Every input as it stands: value with range, from whom, where it can be read again, what it moves. */
export function DelayInputs({ answer }: { answer: DelayAnswer }) {
  const takeBack = useTakeBackDelay(answer.dealId);
  if (answer.inputs.length === 0) return null;
  return (
    <Section title="Inputs">
      <ul className="ruled">
        {answer.inputs.map((input) => (
          <li key={input.input} className="with-button">
            <div>
              <p><strong>{delayInputs[input.input].name}</strong>: {valueOfInput(input)} {input.counts ? null : <span className="tag caution">not counted</span>}</p>
              <p className="muted small">{evidenceOf(input)}</p>
              {input.swing && answer.cost ? <p className="muted small">From its least to its most it moves a day by {moneyWords(input.swing, answer.cost.currency, 2)}.</p> : null}
            </div>
            <Button size="compact-sm" variant="subtle" loading={takeBack.isPending && takeBack.variables === input.input} onClick={() => takeBack.mutate(input.input)} aria-label={`Take back: ${delayInputs[input.input].name}`}>Take back</Button>
          </li>
        ))}
      </ul>
      {takeBack.error ? <p className="lost-text" role="alert">{takeBack.error.message}</p> : null}
    </Section>
  );
}

const evidenceOf = ({ source, contact, evidence, saidOn, by, at }: DelayStanding): string =>
  [sentenceCase(delaySourceNames[source]), contact ? contact.name ?? contact.id : null, evidence, saidOn ? `said ${shortDay(saidOn)}` : null, `recorded ${shortDay(at)}${by ? ` by ${by}` : ''}`].filter(Boolean).join(' · ');
const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
