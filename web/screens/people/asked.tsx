import type { PersonAsked } from '../../../src/model/index.ts';
import { PlaceLink } from '../../ui/place-link.tsx';
import { Section } from '../../ui/section.tsx';
import { dayText } from '../../ui/words.ts';

/** What the person was asked as a buyer, and answered. */
export function Asked({ asked }: { asked: readonly PersonAsked[] }) {
  if (asked.length === 0) return null;
  return (
    <Section title="Asked as a buyer">
      <ul className="ruled">
        {asked.map((one, at) => (
          <li key={`${one.dealId}${at}`}>
            <p className="muted">{one.question}</p>
            <p>{one.askedAt ? `Asked ${dayText(one.askedAt)}` : 'Asked'}{one.dealId ? <> about <PlaceLink to={`/deals/${encodeURIComponent(one.dealId)}`}>{one.dealId}</PlaceLink></> : null}: {one.said ? <strong>{one.said}</strong> : <span className="muted">no answer</span>}{one.answeredAt ? <span className="muted">, {dayText(one.answeredAt)}</span> : null}</p>
            {one.text ? <p className="note-text">“{one.text}”</p> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
