import { Button } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../../ui/section.tsx';

const questionFor = (name: string): string => `About ${name}: what would have to be true for you to decide this month, and what speaks against it? One sentence is enough.`;

/** A question to the buyer through the phone's own share sheet, or copied where there is none. */
export function AskBuyer({ name }: { name: string }) {
  const [note, setNote] = useState('');
  const text = questionFor(name);
  const share = (): void => {
    const sent = 'share' in navigator ? navigator.share({ text }) : (navigator as Navigator).clipboard.writeText(text).then(() => setNote('Question copied.'));
    sent.catch(() => setNote('Not sent.'));
  };
  return (
    <Section title="Ask the buyer">
      <p>“{text}”</p>
      <div className="button-row"><Button onClick={share}>Ask the buyer</Button><span className="muted" role="status">{note}</span></div>
    </Section>
  );
}
