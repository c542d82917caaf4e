import type { GroupMember } from '../../../src/model/index.ts';
import { buyingRoles, gapWords, gapsOf, partWords, roleWords } from '../../../src/model/buying-words.ts';
import { useAddress } from '../../data/url-state.ts';
import { Section } from '../../ui/section.tsx';
import { shortDay } from '../../ui/words.ts';
import { PersonLink } from '../people/index.ts';
import { SayRole } from './say-role.tsx';

/** Who took part in a deal and in which role, each with what says so; apart from them, who of the account was in contact with us meanwhile; and what is missing. */
export function BuyingGroup({ dealId, people }: { dealId: string; people: readonly GroupMember[] }) {
  const { on } = useAddress();
  const [named, others] = [people.filter(({ isNamed }) => isNamed), people.filter(({ isNamed }) => !isNamed)];
  return (
    <Section title="People">
      {gapWords(gapsOf(people)).map((gap) => <p key={gap}>{gap}</p>)}
      <Members people={named} />
      {others.length === 0 ? null : <><p className="muted small">Of the account, in contact with us while the deal was open; nothing names them with the deal:</p><Members people={others} /></>}
      {people.length === 0 || on ? null : <SayRole dealId={dealId} people={people} />}
    </Section>
  );
}

const Members = ({ people }: { people: readonly GroupMember[] }) => (people.length === 0 ? null : <ul className="plain-list">{people.map((person) => <li key={person.key}><Member person={person} /></li>)}</ul>);

function Member({ person }: { person: GroupMember }) {
  const { id, key, name, title, parts, roles, suggested } = person;
  return (
    <>
      <PersonLink id={name === id ? null : key}>{name}</PersonLink>{title === null ? null : <span className="muted"> · {title}</span>}
      {roles.map((role) => <p key={role.role}>{roleWords(role, shortDay)}</p>)}
      {suggested === null ? null : <p className="muted small">{buyingRoles[suggested].name}? Suggested by the title alone; nobody said so.</p>}
      <p className="muted small">{parts.map((part) => `${partWords(part)} ${shortDay(part.lastAt)}`).join(' · ')}</p>
    </>
  );
}
