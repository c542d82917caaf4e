import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { identifierWords, type IdentityLimits, type IdentityLimitsAnswer } from '../../../../src/model/index.ts';
import { useIdentityLimits, useSetLimits, useTryLimits } from '../../../data/identity-questions.ts';
import { useRights } from '../../../data/questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { say } from '../../../ui/say.ts';
import { Section } from '../../../ui/section.tsx';
import { countText, shortDay } from '../../../ui/words.ts';
import { WhoWouldChange } from './who-would-change.tsx';

/** How many of a kind one person may have: tried first, and told whom it would part. */
export function Limits() {
  const limits = useIdentityLimits();
  return <Section title="How many one person may have"><Answer of={limits} lines={3}>{(answer) => <List answer={answer} />}</Answer></Section>;
}

type Row = IdentityLimits[number] & { readonly place: number };
const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
const columns: Array<Column<Row>> = [
  { id: 'kind', header: 'Of', value: (row) => row.kind, show: (row) => <span className="breaks">{capital(identifierWords(row.kind, 2))}</span>, card: 'title' }, { id: 'most', header: 'At most', value: (row) => row.most, show: (row) => (row.most === null ? 'any number' : countText(row.most)), number: true },
  { id: 'place', header: 'Counts as', value: (row) => row.place, show: (row) => `${countText(row.place)}.`, number: true },
];

function List({ answer: { limits, history } }: { answer: IdentityLimitsAnswer }) {
  const [trial, set] = [useTryLimits(), useSetLimits()];
  const rights = useRights();
  const [wanted, setWanted] = useState<IdentityLimits | null>(null);
  const attempt = (next: IdentityLimits): void => { setWanted(next); trial.mutate({ limits: next }); };
  const put = (next: IdentityLimits): void => set.mutate({ limits: next }, { onSuccess: () => { setWanted(null); say('In force. Whom it parted or joined is in the feed, and each can be undone.'); } });
  const change: Column<Row> = { id: 'change', header: 'Change', value: () => null, show: (row) => <RowChange row={row} limits={limits} onTry={attempt} /> };
  return (
    <>
      <p className="muted">{limits.length === 0 ? 'Nothing is limited: one person may have any number of addresses, numbers and records.' : setText(history)}</p>
      {limits.length === 0 ? null : <RowTable label="Limits" rows={limits.map((limit, at) => ({ ...limit, place: at + 1 }))} columns={rights.writesConsent ? [...columns, change] : columns} keyOf={(row) => row.kind} csvName="identity-limits" empty={null} />}
      {rights.writesConsent ? <SetForm limits={limits} isTrying={trial.isPending} onTry={attempt} /> : null}
      {wanted !== null && trial.data !== undefined ? <WhoWouldChange outlook={trial.data} set="Set these limits" isSetting={set.isPending} onSet={() => put(wanted)} onLeave={() => setWanted(null)} /> : null}
      <ProblemLine problem={trial.error ?? set.error} />
    </>
  );
}

const setText = ([newest]: IdentityLimitsAnswer['history']): string => `${newest === undefined ? '' : `Set on ${shortDay(newest.at)} by ${newest.by ?? 'somebody at the command line'}. `}The kind that counts most stands first: two records that share one of it are joined though a limit below it is passed.`;

interface Trying { readonly limits: IdentityLimits; readonly onTry: (limits: IdentityLimits) => void }

function RowChange({ row, limits, onTry }: Trying & { row: Row }) {
  const own = limits.filter(({ kind }) => kind === row.kind);
  const others = limits.filter(({ kind }) => kind !== row.kind);
  const name = identifierWords(row.kind, 2);
  return (
    <span className="button-row">
      {row.place > 1 ? <Button size="compact-sm" variant="default" aria-label={`Counts more: ${name}`} onClick={() => onTry(others.toSpliced(row.place - 2, 0, ...own))}>Counts more</Button> : null}
      <Button size="compact-sm" variant="default" aria-label={`No limit: ${name}`} onClick={() => onTry(others)}>No limit</Button>
    </span>
  );
}

const kinds = [['email', 'mail addresses'], ['phone', 'telephone numbers'], ['contact:', 'contacts of the source'], ['lead:', 'inquiries of the source'], ['column:', 'values of the column']] as const;

function SetForm({ limits, isTrying, onTry }: Trying & { isTrying: boolean }) {
  const [kind, setKind] = useState<string>('email');
  const submit = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const [name, most] = [String(data.get('name') ?? '').trim(), Number(data.get('most'))];
    const whole = kind.endsWith(':') ? `${kind}${name}` : kind;
    const limit = { kind: whole, most };
    if (Number.isSafeInteger(most) && most > 0) onTry(limits.some((one) => one.kind === whole) ? limits.map((one) => (one.kind === whole ? limit : one)) : [...limits, limit]);
  };
  return (
    <form className="filters answer-form" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
      <NativeSelect name="kind" label="Kind" value={kind} onChange={(event) => setKind(event.currentTarget.value)} data={kinds.map(([value, label]) => ({ value, label }))} />
      {kind.endsWith(':') ? <TextInput name="name" label={kind === 'column:' ? 'Column' : 'Source'} placeholder={kind === 'column:' ? 'Customer no' : 'crm'} required withAsterisk={false} /> : null}
      <TextInput name="most" type="number" min={1} max={100} label="At most" required withAsterisk={false} />
      <Button type="submit" variant="default" loading={isTrying}>See who would change</Button>
    </form>
  );
}
