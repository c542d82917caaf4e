import { Button, FileButton } from '@mantine/core';
import { useState, type DragEvent } from 'react';
import { filesOfDrop } from './files-of-drop.ts';

const accepted = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.xlsx,.xml,.parquet,.gz';

/** Files or a folder, dropped or chosen. */
export function DropZone({ send, busy }: { send: (files: readonly File[]) => void; busy: string | null }) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void filesOfDrop(event.dataTransfer).then((files) => { if (files.length > 0) send(files); });
  };
  return (
    <div className={over ? 'drop-zone over' : 'drop-zone'} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <p><strong>Drop files or a folder here</strong></p>
      <p className="muted">CSV, TSV, JSON Lines, XLSX, also gzipped. Deals first; history, activities, accounts and costs add to it.</p>
      <div className="button-row">
        <FileButton onChange={(files) => { if (files.length > 0) send(files); }} accept={accepted} multiple inputProps={{ 'aria-label': 'Files to import' }}>
          {(props) => <Button {...props} variant="filled" loading={busy !== null}>Choose files</Button>}
        </FileButton>
        <span role="status">{busy ?? ''}</span>
      </div>
    </div>
  );
}
