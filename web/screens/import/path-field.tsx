import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../../data/questions.ts';

/** For files that already lie on the machine that runs Hindcast. Admins only: it reads that machine's disk. */
export function PathField({ send }: { send: (paths: string[]) => void }) {
  const me = useMe();
  const [path, setPath] = useState('');
  if (me.data?.role !== 'admin') return null;
  return (
    <details className="after-chart">
      <summary>Or a folder on the machine that runs Hindcast</summary>
      <form className="filters" onSubmit={(event) => { event.preventDefault(); send([path.trim()]); }}>
        <TextInput label="Path of a file or folder" value={path} onChange={(event) => setPath(event.currentTarget.value)} />
        <Button type="submit" disabled={!path.trim()}>Read it</Button>
      </form>
    </details>
  );
}
