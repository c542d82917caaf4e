import type { DealPage } from '../../../src/model/index.ts';
import { PlaceLink } from '../../ui/place-link.tsx';
import { clockText, many, shortDay } from '../../ui/words.ts';

/** What happened to a deal, newest first. */
export function Timeline({ entries }: { entries: DealPage['timeline'] }) {
  if (entries.length === 0) return <p className="muted">Nothing dated is known of this deal.</p>;
  return (
    <ul className="timeline">
      {entries.map((entry, index) => (
        <li key={`${entry.at}${index}`}>
          <time className="muted" dateTime={entry.at} title={clockText(entry.at)}>{shortDay(entry.at)}</time>
          <div><p>{entry.title}</p>{entry.detail || entry.by ? <p className="muted small">{[entry.detail, entry.by].filter(Boolean).join(' · ')}</p> : null}{entry.touch ? <p className="small"><PlaceLink to="/data/events" search={{ touch: entry.touch.id }}>{many(entry.touch.events, 'event')}</PlaceLink></p> : null}</div>
        </li>
      ))}
    </ul>
  );
}
