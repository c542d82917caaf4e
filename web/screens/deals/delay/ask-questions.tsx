import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DelayAnswer } from '../../../../src/model/index.ts';
import { Section } from '../../../ui/section.tsx';

/** The questions that are open, in words that can be sent as they are. */
export function AskQuestions({ ask }: { ask: DelayAnswer['ask'] }) {
  const [note, setNote] = useState('');
  if (ask.length === 0) return null;
  const text = ask.map(({ question }) => question).join('\n');
  const share = (): void => {
    const sent = 'share' in navigator ? navigator.share({ text }) : (navigator as Navigator).clipboard.writeText(text).then(() => setNote('Copied.'));
    sent.catch(() => setNote('Not sent.'));
  };
  return (
    <Section title="Ask the buyer">
      <ol className="reasons">{ask.map(({ input, question }) => <li key={input}>{question}</li>)}</ol>
      <div className="button-row"><Button onClick={share}>Send or copy</Button><span className="muted" role="status">{note}</span></div>
    </Section>
  );
}
