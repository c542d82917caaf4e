import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';

/** A write key, shown this once, with the lines to paste for a site and for a server. */
export function WriteKey({ name, writeKey }: { name: string; writeKey: string }) {
  const [note, setNote] = useState('');
  const copy = (): void => void navigator.clipboard.writeText(writeKey).then(() => setNote('Key copied.'), () => setNote('Not copied. Select it and copy it by hand.'));
  const host = window.location.origin;
  return (
    <div className="panel">
      <TextInput label={`Write key of ${name}`} description="Shown this once. Keep it where the code can read it." value={writeKey} readOnly onFocus={(event) => event.currentTarget.select()} />
      <div className="button-row after-chart"><Button onClick={copy}>Copy the key</Button><span className="muted" role="status">{note}</span></div>
      <p className="after-chart">On a site:</p>
      <pre className="formula" tabIndex={0} aria-label="Line for a site">{`<script async src="${host}/tracker.js" data-write-key="${writeKey}"></script>`}</pre>
      <p>On a server, with Segment&apos;s SDK:</p>
      <pre className="formula" tabIndex={0} aria-label="Lines for a server">{`import { Analytics } from '@segment/analytics-node';\nconst analytics = new Analytics({ writeKey: '${writeKey}', host: '${host}' });\nanalytics.track({ userId: 'U-1', event: 'Price list opened' });`}</pre>
    </div>
  );
}
