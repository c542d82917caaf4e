import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BuyingRoleName, GroupMember, RoleInput } from '../../../src/model/index.ts';
import { buyingRoleNames, buyingRoles } from '../../../src/model/buying-words.ts';
import { useSayRole } from '../../data/questions.ts';
import { say } from '../../ui/say.ts';

const said: Readonly<Record<RoleInput['says'], string>> = { has: 'Written down', has_not: 'Written down', taken_back: 'Taken back' };

/** A user's word on a role: it stands before answers and records, with who said it and when, until it is taken back. */
export function SayRole({ dealId, people }: { dealId: string; people: readonly GroupMember[] }) {
  const tell = useSayRole(dealId);
  const [person, setPerson] = useState(people[0]?.key ?? '');
  const [role, setRole] = useState<BuyingRoleName>('decision_maker');
  const chosen = people.find(({ key }) => key === person) ?? people[0];
  const standing = chosen?.roles.find((one) => one.role === role)?.from === 'word';
  const send = (says: RoleInput['says']): void => { if (chosen) tell.mutate({ person: chosen.key, role, says }, { onSuccess: () => say(`${said[says]}: ${chosen.name}, ${buyingRoles[role].name.toLowerCase()}.`) }); };
  return (
    <form className="settings-form" onSubmit={(event) => { event.preventDefault(); send('has'); }}>
      <label className="plain-field">Person<select value={chosen?.key} onChange={(event) => setPerson(event.currentTarget.value)}>{people.map(({ key, name }) => <option key={key} value={key}>{name}</option>)}</select></label>
      <label className="plain-field">Role<select value={role} onChange={(event) => setRole(event.currentTarget.value as BuyingRoleName)}>{buyingRoleNames.map((name) => <option key={name} value={name}>{buyingRoles[name].name}</option>)}</select></label>
      <p className="muted small">{buyingRoles[role].name}: {buyingRoles[role].means}.</p>
      <div className="chips">
        <Button type="submit" loading={tell.isPending}>Has this role</Button>
        <Button onClick={() => send('has_not')}>Has it not</Button>
        {standing ? <Button variant="subtle" onClick={() => send('taken_back')}>Take back what was said</Button> : null}
      </div>
      {tell.error ? <p className="lost-text" role="alert">{tell.error.message}</p> : null}
    </form>
  );
}
