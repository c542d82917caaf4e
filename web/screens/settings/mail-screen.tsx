import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DigestReader, MailSettingsShown } from '../../../src/model/index.ts';
import { useDigestReaders, useMail, useSetMail, useTestMail } from '../../data/house-questions.ts';
import { useMe } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { AdminsOnly } from './admins-only.tsx';
import { SaveButton } from './save-button.tsx';

/** The server that takes mail, a test of it, and who gets the letter. */
export const MailScreen = () => <AdminsOnly title="Mail"><Mail /></AdminsOnly>;

function Mail() {
  const mail = useMail(true);
  const readers = useDigestReaders(true);
  return (
    <>
      <ScreenHead title="Mail" sentence="The letter says what changed, the forecast and what to do. Nobody gets it who did not ask for it." />
      <Answer of={mail} lines={5}>{(held) => <><Server key={held?.host ?? ''} held={held} />{held ? <Test /> : null}</>}</Answer>
      <Section title="Who gets the letter">
        <Answer of={readers} lines={3}>{(rows) => <RowTable label="Readers of the letter" rows={rows} columns={columns} keyOf={(row) => `${row.email} ${row.workspace}`} csvName="letters" empty={<p>Nobody asked for it yet. Each person does so under <PlaceLink to="/you">their own name</PlaceLink>.</p>} />}</Answer>
      </Section>
    </>
  );
}

const everyWords: Readonly<Record<DigestReader['every'], string>> = { day: 'every day', week: 'every week', never: 'never' };
const columns: Array<Column<DigestReader>> = [
  { id: 'email', header: 'Person', value: (row) => row.email, card: 'title' },
  { id: 'workspace', header: 'Workspace', value: (row) => row.workspace },
  { id: 'every', header: 'How often', value: (row) => everyWords[row.every] },
];

const tlsWords: Readonly<Record<MailSettingsShown['tls'], string>> = { starttls: 'STARTTLS, before anything is said (587)', implicit: 'TLS from the first byte (465)', none: 'none: for a host inside that was allowed' };

function Server({ held }: { held: MailSettingsShown | null }) {
  const set = useSetMail();
  const submit = (form: HTMLFormElement): void => {
    const text = (name: string): string => String(new FormData(form).get(name) ?? '').trim();
    const password = text('password');
    set.mutate({ host: text('host'), port: Number(text('port')), tls: text('tls') as MailSettingsShown['tls'], user: text('user') || null, from: text('from'), ...(password ? { password } : {}) });
  };
  return (
    <Section title="Server">
      {held ? null : <p>No server is set: no mail is sent.</p>}
      <form className="settings-form" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
        <TextInput name="host" label="Host" placeholder="smtp.example.com" defaultValue={held?.host ?? ''} required />
        <TextInput name="port" label="Port" inputMode="numeric" pattern="[0-9]{1,5}" defaultValue={String(held?.port ?? 587)} required />
        <label className="plain-field">Encryption<select name="tls" defaultValue={held?.tls ?? 'starttls'}>{Object.entries(tlsWords).map(([value, words]) => <option key={value} value={value}>{words}</option>)}</select></label>
        <TextInput name="user" label="User" autoComplete="off" defaultValue={held?.user ?? ''} />
        <PasswordInput name="password" label="Password" description={held?.hasPassword ? 'One is held, and never shown. Empty keeps it, for the same host, port and user.' : 'Never shown again'} autoComplete="new-password" />
        <TextInput name="from" type="email" label="Mail is from" defaultValue={held?.from ?? ''} required />
        <SaveButton of={set} />
      </form>
    </Section>
  );
}

function Test() {
  const me = useMe();
  const test = useTestMail();
  const [to, setTo] = useState<string | null>(null);
  const address = to ?? me.data?.email ?? '';
  return (
    <Section title="Test">
      <form className="filters" onSubmit={(event) => { event.preventDefault(); test.mutate(address); }}>
        <TextInput type="email" label="Send a test letter to" description="One of those who may sign in" value={address} onChange={(event) => setTo(event.currentTarget.value)} />
        <Button type="submit" loading={test.isPending} disabled={!address}>Send it</Button>
        <span role="status" className="muted">{test.isSuccess ? 'The server took it. Look into the mail box.' : ''}</span>
      </form>
      <ProblemLine problem={test.error} />
    </Section>
  );
}
