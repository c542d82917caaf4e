import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAddNote, useNotes } from '../../data/questions.ts';
import { Section } from '../../ui/section.tsx';
import { dayText } from '../../ui/words.ts';

export function Notes({ dealId }: { dealId: string }) {
  const notes = useNotes(dealId);
  const add = useAddNote(dealId);
  const [text, setText] = useState('');
  const submit = (): void => add.mutate(text.trim(), { onSuccess: () => setText('') });
  return (
    <Section title="Notes">
      <ul className="plain-list">{(notes.data ?? []).map((note) => <li key={note.id}><p className="note-text">{note.text}</p><p className="muted small">{note.by ?? 'somebody'} · {dayText(note.at)}</p></li>)}</ul>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Textarea label="New note" value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={2} maxLength={4000} error={add.error?.message} />
        <Button type="submit" mt={8} disabled={!text.trim()} loading={add.isPending}>Add note</Button>
      </form>
    </Section>
  );
}
