import { PlaceLink } from './place-link.tsx';

/** Data that has aged, in one line with its step. */
export function StalePanel({ note }: { note: string }) {
  return <div className="panel stale" role="note"><p>{note}</p><PlaceLink to="/data/import">Import newer</PlaceLink></div>;
}
