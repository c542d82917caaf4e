import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ProblemAnswer } from '../../data/problem.ts';
import { Section } from '../../ui/section.tsx';
import { SaveButton } from './save-button.tsx';

interface NumberTableProps {
  readonly title: string;
  readonly says: string;
  readonly nameLabel: string;
  readonly valueLabel: string;
  readonly given: Record<string, number>;
  readonly save: { mutate: (given: Record<string, number>) => void; isPending: boolean; isSuccess: boolean; error: ProblemAnswer | null };
}

/** A small table of names and numbers that people edit: targets per quarter, rates per currency. */
export function NumberTableForm({ title, says, nameLabel, valueLabel, given, save }: NumberTableProps) {
  const [rows, setRows] = useState<ReadonlyArray<readonly [string, string]>>(() => Object.entries(given).map(([name, value]) => [name, String(value)]));
  const put = (at: number, row: readonly [string, string]): void => setRows(rows.map((one, index) => (index === at ? row : one)));
  const submit = (): void => save.mutate(Object.fromEntries(rows.filter(([name, value]) => name.trim() && Number.isFinite(Number(value)) && value.trim()).map(([name, value]) => [name.trim(), Number(value)])));
  return (
    <Section title={title}>
      <p className="muted">{says}</p>
      <form className="settings-form" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <div className="target-rows">
          {rows.map(([name, value], at) => (
            <div key={at}>
              <TextInput aria-label={`${nameLabel}, row ${at + 1}`} placeholder={nameLabel} value={name} onChange={(event) => put(at, [event.currentTarget.value, value])} />
              <TextInput aria-label={`${valueLabel}, row ${at + 1}`} placeholder={valueLabel} inputMode="decimal" value={value} onChange={(event) => put(at, [name, event.currentTarget.value])} />
              <Button onClick={() => setRows(rows.filter((_, index) => index !== at))} aria-label={`Remove row ${at + 1}`}>Remove</Button>
            </div>
          ))}
        </div>
        <div className="button-row"><Button onClick={() => setRows([...rows, ['', '']])}>Add</Button><SaveButton of={save} /></div>
      </form>
    </Section>
  );
}
