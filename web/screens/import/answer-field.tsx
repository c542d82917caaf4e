import { Checkbox, TextInput } from '@mantine/core';
import type { Confirmation } from '../../../src/model/index.ts';
import { typed } from './typed-answer.ts';

type Value = Confirmation['answer'][string];
interface FieldProps { readonly name: string; readonly value: Value; readonly was: Value; readonly among: Value | undefined; readonly change: (value: Value) => void }

const labels: Record<string, string> = {
  won: 'Mean won', lost: 'Mean lost', noDecision: 'Mean no decision', order: 'Open stages, first to last', column: 'Column', currency: 'Currency', startMonth: 'Starts in', counted: 'Counted', date: 'Day',
};
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** One filled-in answer in the shape that fits it: a month, a day, a choice among names, a list, a text. */
export function AnswerField(props: FieldProps) {
  const { name, value, was, among, change } = props;
  if (typeof was === 'boolean') return <Checkbox label={labelOf(name)} checked={value === true} onChange={(event) => change(event.currentTarget.checked)} />;
  if (name === 'startMonth') return <MonthField {...props} />;
  if (Array.isArray(value) && Array.isArray(among)) return <ChoiceField {...props} value={value} among={among} />;
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  return <TextInput label={labelOf(name)} description={Array.isArray(value) ? 'Separated by commas' : undefined} defaultValue={text} onBlur={(event) => change(typed(event.currentTarget.value, was))} {...(/^\d{4}-\d\d-\d\d$/.test(text) ? { type: 'date' } : {})} />;
}

const MonthField = ({ name, value, change }: FieldProps) => (
  <label className="plain-field">{labelOf(name)}
    <select value={Number(value)} onChange={(event) => change(Number(event.currentTarget.value))}>{months.map((month, at) => <option key={month} value={at + 1}>{month}</option>)}</select>
  </label>
);

function ChoiceField({ value, among, change }: FieldProps & { value: string[]; among: string[] }) {
  const toggle = (one: string, on: boolean): void => change(among.filter((each) => (each === one ? on : value.includes(each))));
  return <div className="chips">{among.map((one) => <Checkbox key={one} label={one} checked={value.includes(one)} onChange={(event) => toggle(one, event.currentTarget.checked)} />)}</div>;
}

function labelOf(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
  return labels[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
