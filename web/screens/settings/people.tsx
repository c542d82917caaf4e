import { TextInput } from '@mantine/core';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { User } from '../../../src/model/index.ts';
import { makeSignInLink, type SignInLink } from '../../data/sign-in-link.ts';
import type { ProblemAnswer } from '../../data/problem.ts';
import { useAddUser, useUsers } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { Section } from '../../ui/section.tsx';
import { clockText } from '../../ui/words.ts';
import { SaveButton } from './save-button.tsx';

const reachText = (user: User): string => (user.reach === 'own' ? `own deals (${user.ownerName ?? 'no name set'})` : user.reach === 'team' ? `team (${user.teamName ?? 'no team set'})` : 'all');

/** Who may come in, with which rights, and a link for each. */
export function People() {
  const users = useUsers(true);
  const [link, setLink] = useState<SignInLink | ProblemAnswer | null>(null);
  const make = (email: string): void => void makeSignInLink(email).then(setLink, setLink);
  const columns: Array<Column<User>> = [
    { id: 'email', header: 'E-mail', value: (row) => row.email, card: 'title' },
    { id: 'name', header: 'Name', value: (row) => row.name },
    { id: 'role', header: 'Role', value: (row) => row.role },
    { id: 'reach', header: 'Sees', value: reachText },
    { id: 'lens', header: 'Home', value: (row) => row.lens },
    { id: 'link', header: 'Sign-in link', value: () => null, show: (row) => <Button size="compact-sm" onClick={() => make(row.email)} aria-label={`Make link for ${row.email}`}>Make link</Button> },
  ];
  return (
    <Section title="People">
      <Answer of={users}>{(rows) => <RowTable label="People" rows={rows} columns={columns} keyOf={(row) => row.id} empty={<p className="muted">Nobody yet.</p>} />}</Answer>
      {link instanceof Error ? <p className="lost-text" role="alert">{link.message}</p> : link ? <div className="panel" role="status"><p>For {link.email}, until {clockText(link.expiresAt)}, once:</p><pre tabIndex={0}>{link.url}</pre>{link.note ? <p className="muted">{link.note}</p> : null}</div> : null}
      <AddUser />
    </Section>
  );
}

const roles = ['admin', 'member', 'viewer'] as const;
const reaches = ['all', 'team', 'own'] as const;
const lenses = ['leader', 'revops', 'rep', 'marketer', 'ceo'] as const;

function AddUser() {
  const add = useAddUser();
  const submit = (form: HTMLFormElement): void => {
    const text = (name: string): string => String(new FormData(form).get(name) ?? '').trim();
    add.mutate({ email: text('email'), name: text('name') || null, role: text('role') as User['role'], reach: text('reach') as User['reach'], lens: text('lens') as User['lens'], ownerName: text('ownerName') || null, teamName: text('teamName') || null }, { onSuccess: () => form.reset() });
  };
  return (
    <details>
      <summary>Add somebody</summary>
      <form className="settings-form" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
        <TextInput name="email" type="email" label="E-mail" required />
        <TextInput name="name" label="Name" />
        <Choice name="role" label="Role" choices={roles} />
        <Choice name="reach" label="Sees" choices={reaches} />
        <Choice name="lens" label="Home" choices={lenses} />
        <TextInput name="ownerName" label="Name in the deals" description="For a rep who sees own deals" />
        <TextInput name="teamName" label="Team" description="For somebody who sees a team's deals" />
        <SaveButton of={add} label="Add" />
      </form>
    </details>
  );
}

const Choice = ({ name, label, choices }: { name: string; label: string; choices: readonly string[] }) => (
  <label className="plain-field">{label}<select name={name} defaultValue={choices[name === 'role' ? 1 : 0]}>{choices.map((one) => <option key={one}>{one}</option>)}</select></label>
);
