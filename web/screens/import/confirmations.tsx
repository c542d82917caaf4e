import { Checkbox, TextInput } from '@mantine/core';
import type { Confirmation } from '../../../src/model/index.ts';

export type Answers = ReadonlyMap<string, Confirmation['answer']>;
type Value = Confirmation['answer'][string];

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

function Fields({ confirmation, answer, change }: { confirmation: Confirmation; answer: Confirmation['answer']; change: (answer: Confirmation['answer']) => void }) {
  return (
    <div className="fields">
      {Object.entries(answer).map(([name, value]) => <Field key={name} label={wordsOf(name)} value={value} was={confirmation.answer[name] ?? null} change={(next) => change({ ...answer, [name]: next })} />)}
    </div>
  );
}

/** Keeps the type of what was filled in: lists by commas, numbers as numbers, empty as null where it was null. */
function Field({ label, value, was, change }: { label: string; value: Value; was: Value; change: (value: Value) => void }) {
  if (typeof was === 'boolean') return <Checkbox label={label} checked={value === true} onChange={(event) => change(event.currentTarget.checked)} />;
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  return <TextInput label={label} defaultValue={text} onBlur={(event) => change(typed(event.currentTarget.value, was))} {...(/^\d{4}-\d\d-\d\d$/.test(text) ? { type: 'date' } : {})} />;
}

export function typed(text: string, was: Value): Value {
  if (Array.isArray(was)) return text.split(',').map((part) => part.trim()).filter(Boolean);
  if (typeof was === 'number') return Number.isFinite(Number(text)) && text.trim() !== '' ? Number(text) : was;
  return text.trim() === '' ? null : text.trim();
}

const wordsOf = (name: string): string => {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
