import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSetConfig } from '../../data/questions.ts';
import { Section } from '../../ui/section.tsx';
import { SaveButton } from './save-button.tsx';

/** The address that links in mails and for buyers begin with. */
export function PublicAddress() {
  const [url, setUrl] = useState('');
  const set = useSetConfig();
  return (
    <Section title="Public address">
      <p className="muted">Links begin with it; without one they work on this computer only. Where HINDCAST_PUBLIC_URL is set, that address counts. After a change, restart Hindcast.</p>
      <form className="settings-form" onSubmit={(event) => { event.preventDefault(); set.mutate({ publicUrl: url.trim() }); }}>
        <TextInput label="Address" type="url" placeholder="https://hindcast.example.com" value={url} onChange={(event) => setUrl(event.currentTarget.value)} required />
        <SaveButton of={set} />
      </form>
    </Section>
  );
}
