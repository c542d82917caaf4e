import type { ReactNode } from 'react';
import { useRights } from '../../data/questions.ts';
import { PlaceLink } from '../../ui/place-link.tsx';

/** A person's name, as a link to the profile for whoever may read it. Reading is written to the log that the person sees. */
export function PersonLink({ id, children }: { id: string | null; children: ReactNode }) {
  const { readsPeople } = useRights();
  return id !== null && readsPeople ? <PlaceLink to={`/people/${encodeURIComponent(id)}`}>{children}</PlaceLink> : <>{children}</>;
}
