import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonPage, RecallAnswer } from '../../../src/model/index.ts';
import { useRecall } from '../../data/questions.ts';
import { PlaceLink } from '../../ui/place-link.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, many } from '../../ui/words.ts';
import { recordText } from './person-words.ts';

/** Forgets a person for good, after the name was typed. `done` is told what was removed, because the profile is then gone. */
export function Recall({ page, done }: { page: PersonPage; done: (answer: RecallAnswer) => void }) {
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Forget this person">
      <p>Records, answers, names in texts, corrections and uploads go at once, and no later import brings them back. Deals and accounts stay, without the person. It cannot be undone.</p>
      <Button className="destructive" onClick={() => setAsking(true)}>Forget this person</Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Forget this person?" closeButtonProps={{ 'aria-label': 'Close' }}>
        <Confirm page={page} done={done} leave={() => setAsking(false)} />
      </Modal>
    </Section>
  );
}

/** What has to be typed: the name, or the id where no name is shown. */
const nameOf = (page: PersonPage): string => (page.readable.allowed ? page.title : recordText(page.id));

function Confirm({ page, done, leave }: { page: PersonPage; done: (answer: RecallAnswer) => void; leave: () => void }) {
  const [typed, setTyped] = useState('');
  const recall = useRecall(page.id);
  const name = nameOf(page);
  return (
    <form onSubmit={(event) => { event.preventDefault(); recall.mutate(undefined, { onSuccess: done }); }}>
      <p>This removes {many(page.records.length, 'record')}. Exports and backups made before still hold what they held: remove them yourself.</p>
      <TextInput label={`Type “${name}”`} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" />
      {recall.error ? <p className="lost-text" role="alert">{recall.error.message} {recall.error.todo ?? ''}</p> : null}
      <div className="button-row after-chart"><Button type="submit" className="destructive" disabled={typed.trim() !== name} loading={recall.isPending}>Forget for good</Button><Button onClick={leave}>Leave it</Button></div>
    </form>
  );
}

/** What a recall removed and what it had to leave. The name is not said again. */
export const Recalled = ({ answer }: { answer: RecallAnswer }) => (
  <>
    <ScreenHead title="Forgotten" sentence={`1 person, ${many(answer.records, 'record')}. No read, export or backup holds anything of the person now; no file of the data folder does from ${answer.filesCleanBy.slice(11, 16)} UTC on.`} />
    <Section title="Removed">
      {answer.removed.length === 0 ? <p className="muted">Nothing but the records themselves.</p> : <ul className="plain-list">{answer.removed.map(({ what, rows }) => <li key={what}>{what}: {countText(rows)}</li>)}</ul>}
    </Section>
    {answer.left.length > 0 ? <Section title="Left, because it may be somebody else’s"><ul className="plain-list">{answer.left.map((line) => <li key={line}>{line}</li>)}</ul></Section> : null}
    <p>Exports and backups made before still hold what they held: remove them yourself. A keyed hash stays, so that no import brings the person back.</p>
    <p><PlaceLink to="/people">People</PlaceLink> · <PlaceLink to="/data/consent">Consent</PlaceLink></p>
  </>
);
