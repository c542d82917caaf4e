import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ImportAnswer } from '../../../src/model/index.ts';
import { useUndoImport } from '../../data/questions.ts';
import { say } from '../../ui/say.ts';
import { shortDay } from '../../ui/words.ts';

/** Takes an import back, after one question; possible for 30 days. */
export function UndoImport({ answer }: { answer: ImportAnswer }) {
  const [asking, setAsking] = useState(false);
  const undo = useUndoImport();
  const submit = (): void => undo.mutate(answer.id, { onSuccess: () => { setAsking(false); say('The import is undone: its rows no longer count.'); } });
  if (!answer.undoUntil) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>Undo this import</Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Undo this import?" closeButtonProps={{ 'aria-label': 'Close' }}>
        <p>Its rows stop counting at once, everywhere. You can do this until {shortDay(answer.undoUntil)}.</p>
        {undo.error ? <p className="lost-text" role="alert">{undo.error.message}</p> : null}
        <div className="button-row"><Button variant="filled" onClick={submit} loading={undo.isPending}>Undo it</Button><Button onClick={() => setAsking(false)}>Keep it</Button></div>
      </Modal>
    </>
  );
}
