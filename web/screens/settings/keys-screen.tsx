import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ApiKey, Permission } from '../../../src/model/index.ts';
import { useKeys, useMakeKey, useRevokeKey } from '../../data/house-questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { CopiedText } from '../../ui/copied-text.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { TypedConfirm } from '../../ui/typed-confirm.tsx';
import { agoText, clockText, dayText, many } from '../../ui/words.ts';
import { AdminsOnly } from './admins-only.tsx';

/** Keys with which programs call the API: made and shown once, what each may do, when it was last used, taken back. */
export const KeysScreen = () => <AdminsOnly title="Keys"><Keys /></AdminsOnly>;

function Keys() {
  const keys = useKeys(true);
  const open = (keys.data ?? []).filter((key) => stateOf(key) === 'open').length;
  return (
    <>
      <ScreenHead title="Keys" sentence={keys.data ? `${many(open, 'key')} open${open === 1 ? 's' : ''} the API. A key reaches all deals of every workspace.` : null} />
      <MakeKey />
      <Answer of={keys} lines={4}>{(rows) => <RowTable label="Keys" rows={rows} columns={columns} keyOf={(row) => row.id} csvName="keys" empty={<p>No keys yet. Make one above for the program that calls the API.</p>} />}</Answer>
    </>
  );
}

const permissionWords: Readonly<Record<Permission, string>> = {
  read: 'read answers', work: 'decide, note, ask buyers', import: 'import, run sources, read event queues', manage_people: 'manage people and forget them', manage_settings: 'change settings, sources, webhooks', read_audit: 'read the audit',
};
const permissions = Object.keys(permissionWords) as Permission[];
const usualDays = 90;

function MakeKey() {
  const make = useMakeKey();
  const [name, setName] = useState('');
  const [days, setDays] = useState(String(usualDays));
  const [may, setMay] = useState<readonly Permission[]>(['read']);
  const toggle = (one: Permission): void => setMay(may.includes(one) ? may.filter((other) => other !== one) : [...may, one]);
  const submit = (): void => make.mutate({ name: name.trim(), permissions: [...may], days: Number(days) }, { onSuccess: () => setName('') });
  return (
    <Section title="Make a key">
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <div className="filters">
          <TextInput label="What it is for" placeholder="warehouse" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label="Days until it ends" inputMode="numeric" value={days} onChange={(event) => setDays(event.currentTarget.value)} />
        </div>
        <fieldset className="bare"><legend>It may</legend><div className="checks">{permissions.map((one) => <Checkbox key={one} label={permissionWords[one]} checked={may.includes(one)} onChange={() => toggle(one)} />)}</div></fieldset>
        <div className="button-row after-chart"><Button type="submit" variant="filled" disabled={!name.trim() || may.length === 0 || !(Number(days) >= 1)} loading={make.isPending}>Make a key</Button></div>
        <ProblemLine problem={make.error} />
      </form>
      {make.data ? <div className="panel"><p><strong>Key “{make.data.key.name}”.</strong> It is shown this once. Send it as <code>Authorization: Bearer</code>.</p><CopiedText text={make.data.secret} label={`Key ${make.data.key.name}`} /></div> : null}
    </Section>
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey): 'open' | 'over' | 'taken back' {
  if (revokedAt) return 'taken back';
  return Date.parse(expiresAt) <= Date.now() ? 'over' : 'open';
}

const columns: Array<Column<ApiKey>> = [
  { id: 'name', header: 'Key', value: (row) => row.name, show: (row) => <>{row.name}<span className="second-line">{row.start}… · made by {row.createdBy}, {dayText(row.createdAt)}</span></>, card: 'title' },
  { id: 'may', header: 'It may', value: (row) => row.permissions.join(', '), show: (row) => row.permissions.map((one) => permissionWords[one]).join('; ') },
  { id: 'used', header: 'Last used', value: (row) => row.lastUsedAt, show: (row) => (row.lastUsedAt ? <span title={clockText(row.lastUsedAt)}>{agoText(row.lastUsedAt)}</span> : <span className="muted">never</span>) },
  { id: 'ends', header: 'Ends', value: (row) => row.expiresAt, show: (row) => dayText(row.expiresAt) },
  { id: 'state', header: 'State', value: stateOf, show: (row) => <span className={`tag ${stateOf(row) === 'open' ? 'won' : ''}`}>{stateOf(row)}</span> },
  { id: 'revoke', header: 'Take back', value: () => null, show: (row) => (stateOf(row) === 'open' ? <Revoke id={row.id} name={row.name} /> : <span className="muted">–</span>) },
];

function Revoke({ id, name }: { id: string; name: string }) {
  const revoke = useRevokeKey();
  return <TypedConfirm name={name} verb="Take back" confirm="Take it back for good" consequence="The program that uses it is refused at once." of={revoke} onConfirm={() => revoke.mutate(id)} />;
}
