import type { RefusedJoin } from '../../../src/model/index.ts';
import { useRefusedJoins } from '../../data/identity-questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { countText } from '../../ui/words.ts';
import { PersonLink } from './person-link.tsx';
import { recordText } from './person-words.ts';

/** Joins that evidence asks for and a limit or a rule keeps apart: never silent. Of one person, or of everybody. */
export function RefusedJoins({ person }: { person?: string }) {
  const refused = useRefusedJoins(person);
  return (
    <Answer of={refused} lines={2}>
      {({ rows, total }) => (
        <>
          {rows.length === 0 ? (person === undefined ? <p className="muted">No limit or rule keeps anybody apart whom evidence would join.</p> : null) : <ul className="plain-list changes-of-person">{rows.map((row) => <li key={`${row.a} ${row.b}`}><Refused row={row} /></li>)}</ul>}
          {total > rows.length ? <p className="muted">{countText(total - rows.length)} more.</p> : null}
        </>
      )}
    </Answer>
  );
}

const Refused = ({ row: { a, b, people: [one, other], because, values } }: { row: RefusedJoin }) => (
  <>
    <p>Kept apart: <PersonLink id={one}>{recordText(a)}</PersonLink> and <PersonLink id={other}>{recordText(b)}</PersonLink></p>
    <p className="muted breaks">{because}{values.length > 0 ? ` Together they would have ${values.join(', ')}.` : ''}</p>
  </>
);
