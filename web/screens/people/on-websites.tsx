import type { KnownVisitor, PersonPage } from '../../../src/model/index.ts';
import { Section } from '../../ui/section.tsx';
import { dayText, shortDay } from '../../ui/words.ts';

/** As which visitors of websites the person is known and why, and what they did there. */
export function OnWebsites({ of: { visitors, timeline } }: { of: PersonPage['onWebsites'] }) {
  if (visitors.length === 0) return null;
  return (
    <Section title="On websites">
      <ul className="plain-list spaced">{visitors.map((one) => <li key={one.visitor}>{whyKnown(one)}</li>)}</ul>
      <ul className="ruled">
        {timeline.slice(0, shown).map((entry) => <li key={entry.touch?.id ?? entry.at}><p>{dayText(entry.at)}: {entry.title}</p>{entry.detail ? <p className="muted">{entry.detail}</p> : null}</li>)}
      </ul>
      {timeline.length > shown ? <p className="muted">{timeline.length - shown} earlier ones are not shown.</p> : null}
    </Section>
  );
}

const shown = 10;

const whyKnown = ({ visitor, reason, address, source, saidAt, linkedAt }: KnownVisitor): string =>
  (reason === 'word' ? `${visitor}: somebody said so on ${shortDay(linkedAt)}` : `${visitor}: gave ${address ?? 'the address'}${source ? ` to ${source}` : ''}${saidAt ? ` on ${shortDay(saidAt)}` : ''}`);
