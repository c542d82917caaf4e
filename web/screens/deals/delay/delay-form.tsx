import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DealPage, DelayAnswer, DelayInput, DelayInputName, DelaySource } from '../../../../src/model/index.ts';
import { delayInputNames, delayInputs, delaySourceNames, delaySources } from '../../../../src/model/delay-inputs.ts';
import { useSetDelay } from '../../../data/questions.ts';
import { say } from '../../../ui/say.ts';

interface Props { readonly answer: DelayAnswer; readonly people: DealPage['people']; readonly currency: string | null }

/** One input, as the buyer gave it. The first open question is chosen already. */
export function DelayForm({ answer, people, currency }: Props) {
  const set = useSetDelay(answer.dealId);
  const [chosen, setChosen] = useState<DelayInputName | null>(null);
  const [source, setSource] = useState<DelaySource>('buyer_said');
  const input = chosen ?? answer.ask[0]?.input ?? 'losses_per_month';
  const submit = (form: HTMLFormElement): void => set.mutate(inputOf(new FormData(form), input, source), {
    onSuccess: () => { form.reset(); setChosen(null); say(`Written down: ${delayInputs[input].name.toLowerCase()}.`); },
  });
  const isOnPaper = source === 'buyer_document' || source === 'public';
  return (
    <form className="settings-form" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
      <label className="plain-field">What<select value={input} onChange={(event) => setChosen(event.currentTarget.value as DelayInputName)}>{delayInputNames.map((name) => <option key={name} value={name}>{[delayInputs[name].name, delayInputs[name].per].filter(Boolean).join(', ')}</option>)}</select></label>
      <p className="muted small">{delayInputs[input].question}</p>
      <ValueFields key={input} input={input} currency={answer.cost?.currency ?? currency ?? ''} />
      <label className="plain-field">From<select value={source} onChange={(event) => setSource(event.currentTarget.value as DelaySource)}>{delaySources.map((one) => <option key={one} value={one}>{delaySourceNames[one]}</option>)}</select></label>
      {source === 'our_guess' ? <p className="muted small">Kept and shown as a guess. It makes no number.</p> : null}
      <label className="plain-field">Who said it<select name="contactId"><option value="">Nobody named</option>{people.filter(({ key }) => key.startsWith('contact:')).map(({ key, id, name }) => <option key={key} value={id}>{name}</option>)}</select></label>
      <TextInput name="evidence" label="Where it can be read again" description="Document and page, mail and day, address" maxLength={300} required={isOnPaper} withAsterisk={false} />
      <TextInput name="saidOn" type="date" label="Said on" />
      <div><Button type="submit" variant="filled" loading={set.isPending}>Write it down</Button></div>
      {set.error ? <p className="lost-text" role="alert">{set.error.message} {set.error.todo ?? ''}</p> : null}
    </form>
  );
}

function ValueFields({ input, currency }: { input: DelayInputName; currency: string }) {
  const { unit, per } = delayInputs[input];
  if (unit === 'day') return <TextInput name="on" type="date" label="Day" required withAsterisk={false} />;
  if (unit === 'words') return <TextInput name="words" label="In their words" maxLength={300} required withAsterisk={false} />;
  const as = unit === 'share' ? `In % ${per}` : unit === 'money' ? `Money ${per}` : `${unit === 'hours' ? 'Hours' : 'Weeks'} ${per}`;
  return (
    <>
      <div className="three-fields" role="group" aria-label={as}>
        {([['low', 'At least'], ['likely', 'Likely'], ['high', 'At most']] as const).map(([name, label]) => <TextInput key={name} name={name} label={label} inputMode="decimal" pattern="\s*[0-9]+([.,][0-9]+)?\s*" title="A number, such as 1200 or 12.5" required withAsterisk={false} />)}
      </div>
      <p className="muted small">{as}. The same three times where it is exact.</p>
      {unit === 'money' ? <TextInput name="currency" label="Currency" defaultValue={currency} pattern="[A-Z]{3}" maxLength={3} title="Three capital letters, such as EUR" /> : null}
    </>
  );
}

function inputOf(form: FormData, input: DelayInputName, source: DelaySource): DelayInput {
  const text = (name: string): string | undefined => String(form.get(name) ?? '').trim() || undefined;
  const scale = delayInputs[input].unit === 'share' ? 100 : 1;
  const number = (name: string): number | undefined => { const given = text(name); return given === undefined ? undefined : Number(given.replace(',', '.')) / scale; };
  return { input, source, low: number('low'), likely: number('likely'), high: number('high'), currency: text('currency'), on: text('on'), words: text('words'), contactId: text('contactId'), evidence: text('evidence'), saidOn: text('saidOn') };
}
