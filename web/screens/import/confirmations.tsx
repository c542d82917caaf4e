import type { Confirmation } from '../../../src/model/index.ts';
import { AnswerField } from './answer-field.tsx';

export type Answers = ReadonlyMap<string, Confirmation['answer']>;

/** At most five questions, each with its answer filled in and the reason for it. */
export function Confirmations({ confirmations, answers, change }: { confirmations: readonly Confirmation[]; answers: Answers; change: (answers: Answers) => void }) {
  if (confirmations.length === 0) return <p>Nothing to confirm.</p>;
  return (
    <div className="confirmations">
      {confirmations.map((one) => (
        <div key={one.id} className={one.sure ? 'confirmation' : 'confirmation unsure'}>
          <h3>{one.question} {one.sure ? null : <span className="tag caution">check</span>}</h3>
          <p className="muted small">{one.why}</p>
          <Fields confirmation={one} answer={answers.get(one.id) ?? one.answer} change={(answer) => change(new Map([...answers, [one.id, answer]]))} />
        </div>
      ))}
    </div>
  );
}

/** Answers that are for the machine only: the choice of deal types is made among `all`, a day has its instant beside it. */
const unseen = new Set(['all', 'at']);

function Fields({ confirmation, answer, change }: { confirmation: Confirmation; answer: Confirmation['answer']; change: (answer: Confirmation['answer']) => void }) {
  const shown = Object.entries(answer).filter(([name]) => !unseen.has(name));
  return (
    <div className="fields">
      {shown.map(([name, value]) => <AnswerField key={name} name={name} value={value} was={confirmation.answer[name] ?? null} among={answer['all']} change={(next) => change({ ...answer, [name]: next })} />)}
    </div>
  );
}
