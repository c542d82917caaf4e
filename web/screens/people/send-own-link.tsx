import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PersonPage } from '../../../src/model/index.ts';
import { useMakeOwnLink } from '../../data/questions.ts';
import { MadeLink } from '../../ui/made-link.tsx';

const days = [7, 30, 90] as const;

/** A link to the person's own page: made here, shown once, sent by a person. */
export function SendOwnLink({ page }: { page: PersonPage }) {
  const [until, setUntil] = useState<number>(30);
  const make = useMakeOwnLink(page.id);
  return (
    <section className="own-link" aria-label="The person’s own page">
      <div className="filters answer-form">
        <Button variant="filled" loading={make.isPending} onClick={() => make.mutate(until)}>{make.data ? 'Make another link' : 'Make a link to their own page'}</Button>
        <label className="plain-field">Works for<select value={until} onChange={(event) => setUntil(Number(event.currentTarget.value))}>{days.map((one) => <option key={one} value={one}>{one} days</option>)}</select></label>
      </div>
      {make.data ? <MadeLink link={make.data} label="Link for this person alone" seen={false} /> : <p className="muted small">There they see what is held and why, switch purposes off, ask for corrections, take a copy along, or shut it down. Nothing of any deal stands on it.</p>}
      {make.error ? <p className="lost-text" role="alert">{make.error.message} {make.error.todo ?? ''}</p> : null}
    </section>
  );
}
