import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PageLink } from '../../src/model/index.ts';
import { dayText } from './words.ts';

/**
 * A link that is shown this once, seen before it is sent: through the phone's own share sheet, or copied where there is none.
 * `seen` offers to open it; not where opening would count as the person's own visit.
 */
export function MadeLink({ link, label, seen = true }: { link: PageLink; label: string; seen?: boolean }) {
  const [note, setNote] = useState('');
  const share = (): void => {
    const sent = 'share' in navigator ? navigator.share({ url: link.url }) : (navigator as Navigator).clipboard.writeText(link.url).then(() => setNote('Link copied.'));
    sent.catch(() => setNote('Not sent.'));
  };
  return (
    <div className="panel">
      <TextInput label={label} description={`Shown this once. Works until ${dayText(link.expiresAt)}.`} value={link.url} readOnly onFocus={(event) => event.currentTarget.select()} />
      {link.note ? <p className="muted small">{link.note}</p> : null}
      <div className="button-row after-chart"><Button onClick={share}>Send it</Button>{seen ? <a href={link.url} target="_blank" rel="noreferrer">See what they will see</a> : null}<span className="muted" role="status">{note}</span></div>
    </div>
  );
}
