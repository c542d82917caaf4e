import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WayIn } from '../../../../src/model/index.ts';
import { useSettings } from '../../../data/questions.ts';
import { useSetSourceCost } from '../../../data/source-questions.ts';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { priceText, wholeMoney } from '../../../ui/words.ts';
import { unitOf } from './source-words.ts';

/** What the company says that a source costs a month, and what that makes of one record. Nothing is guessed: unknown is said. */
export function CostCell({ way, mayChange }: { way: WayIn; mayChange: boolean }) {
  const [edits, setEdits] = useState(false);
  if (edits) return <CostForm way={way} onDone={() => setEdits(false)} />;
  return (
    <>
      {way.cost ? <>{wholeMoney(way.cost.perMonth, way.cost.currency)} a month{way.costPerRecord === null ? null : <span className="second-line">{priceText(way.costPerRecord, way.cost.currency)} per {unitOf(way.way)}</span>}</> : <span className="muted">not known</span>}
      {mayChange ? <span className="second-line"><button type="button" className="link-button" onClick={() => setEdits(true)} aria-label={`${way.cost ? 'Change' : 'Enter it'}: the cost of ${way.name}`}>{way.cost ? 'Change' : 'Enter it'}</button></span> : null}
    </>
  );
}

function CostForm({ way: { way, name, cost }, onDone }: { way: WayIn; onDone: () => void }) {
  const settings = useSettings();
  const save = useSetSourceCost();
  const [amount, setAmount] = useState(cost ? String(cost.perMonth) : '');
  const [currency, setCurrency] = useState(cost?.currency ?? settings.data?.reportingCurrency ?? '');
  const perMonth = Number(amount.replace(',', '.'));
  const submit = (): void => save.mutate({ way, name, cost: amount.trim() === '' ? null : { perMonth, currency: currency.trim().toUpperCase() } }, { onSuccess: onDone });
  return (
    <form className="cost-form" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <TextInput label="A month" inputMode="decimal" value={amount} onChange={(event) => setAmount(event.currentTarget.value)} error={Number.isNaN(perMonth) ? 'A number' : null} />
      <TextInput label="Currency" maxLength={3} value={currency} onChange={(event) => setCurrency(event.currentTarget.value)} />
      <div className="button-row"><Button type="submit" size="compact-sm" loading={save.isPending} disabled={Number.isNaN(perMonth)}>Save</Button><Button size="compact-sm" variant="subtle" onClick={onDone}>Cancel</Button></div>
      <ProblemLine problem={save.error} />
    </form>
  );
}
