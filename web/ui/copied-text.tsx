import { Button } from '@mantine/core';
import { useState } from 'react';

/** Text to be pasted elsewhere: lines of code, a command, a secret that is shown once. */
export function CopiedText({ text, label }: { text: string; label: string }) {
  const [note, setNote] = useState('');
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setNote('Copied.'), () => setNote('Not copied. Select it and copy it by hand.'));
  return (
    <div className="copied-text">
      <pre className="formula" tabIndex={0} aria-label={label}>{text}</pre>
      <div className="button-row"><Button size="compact-sm" onClick={copy} aria-label={`Copy: ${label}`}>Copy</Button><span className="muted small" role="status">{note}</span></div>
    </div>
  );
}
