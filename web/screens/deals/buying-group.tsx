import type { GroupMember } from '../../../src/model/index.ts';
import { partWords } from '../../../src/model/buying-words.ts';
import { Section } from '../../ui/section.tsx';
import { shortDay } from '../../ui/words.ts';
import { PersonLink } from '../people/index.ts';

/** Who took part in a deal, each with what says so; apart from them, who of the account was in contact with us meanwhile. */
export function BuyingGroup({ people }: { people: readonly GroupMember[] }) {
  const [named, others] = [people.filter(({ isNamed }) => isNamed), people.filter(({ isNamed }) => !isNamed)];
  return (
    <Section title="People">
      {named.length === 0 ? <p className="muted">Nobody is named with this deal in the data.</p> : <Members people={named} />}
      {others.length === 0 ? null : <><p className="muted small">Of the account, in contact with us while the deal was open; nothing names them with the deal:</p><Members people={others} /></>}
    </Section>
  );
}

const Members = ({ people }: { people: readonly GroupMember[] }) => <ul className="plain-list">{people.map((person) => <li key={person.key}><Member person={person} /></li>)}</ul>;

const Member = ({ person }: { person: GroupMember }) => (
  <>
    <PersonLink id={person.name === person.id ? null : person.key}>{person.name}</PersonLink>{' '}
    <span className="muted">{[person.title, ...person.parts.map((part) => `${partWords(part)} ${shortDay(part.lastAt)}`)].filter(Boolean).join(' · ')}</span>
  </>
);
