import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { LiveKind, LiveSource, LiveSourceChange } from '../../../../src/model/index.ts';
import { useChangeLiveSource, useSourceKinds } from '../../../data/source-questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { CopiedText } from '../../../ui/copied-text.tsx';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { LiveFields, ScheduleFields, scheduleIn, textsIn } from './live-fields.tsx';

/** Changes what a live source is read with. What its kind does not let the app change has its command to copy. */
export function ChangeLiveSource({ source }: { source: LiveSource }) {
  const [isOpen, setOpen] = useState(false);
  const asked = useSourceKinds(isOpen);
  if (!isOpen) return <button type="button" className="link-button" onClick={() => setOpen(true)}>Change settings</button>;
  return <Answer of={asked} lines={3}>{(kinds) => <ChangeForm source={source} kind={kinds.find(({ kind }) => kind === source.kind)} onCancel={() => setOpen(false)} />}</Answer>;
}

function ChangeForm({ source, kind, onCancel }: { source: LiveSource; kind: LiveKind | undefined; onCancel: () => void }) {
  const change = useChangeLiveSource();
  const form = useRef<HTMLFormElement>(null);
  const fields = kind?.inApp ? fieldsOf(source, kind) : [];
  const send = (reading: LiveSourceChange['reading']): void => {
    if (form.current) change.mutate({ name: source.name, change: { ...changeIn(new FormData(form.current), source, fields.map(({ name }) => name), kind?.inApp ? kind.secrets : []), reading } });
  };
  return (
    <form ref={form} className="live-form" aria-label={`Settings of ${source.name}`} onSubmit={(event) => { event.preventDefault(); send('ask'); }}>
      {kind?.inApp ? <LiveFields settings={fields} secrets={kind.secrets} held={source} /> : <div className="whole-row"><p className="muted small">Its other settings are changed at the machine:</p><CopiedText text={`hindcast source set ${source.name} --setting NAME=VALUE`} label={`Command that changes ${source.name}`} /></div>}
      <ScheduleFields held={source} />
      <div className="button-row"><Button type="submit" loading={change.isPending}>Save</Button><Button variant="subtle" onClick={onCancel}>{change.isSuccess ? 'Close' : 'Cancel'}</Button><span role="status">{change.data ? (change.data.beginsAnew ? 'Saved. Everything is read again.' : 'Saved. It goes on where it was left.') : ''}</span></div>
      {change.error?.code === 'not_confirmed' ? <AskReading problem={change.error.message} isPending={change.isPending} onSay={send} /> : <ProblemLine problem={change.error} />}
    </form>
  );
}

/** Something else may be read than was: somebody says what holds. */
const AskReading = ({ problem, isPending, onSay }: { problem: string; isPending: boolean; onSay: (reading: 'anew' | 'goes_on') => void }) => (
  <div className="panel whole-row" role="alert">
    <p>{problem}</p>
    <div className="button-row"><Button loading={isPending} onClick={() => onSay('anew')}>Save, and read everything again</Button><Button variant="subtle" loading={isPending} onClick={() => onSay('goes_on')}>It is the same: save, and go on</Button></div>
  </div>
);

/** Settings of its kind, and those that it has besides. */
function fieldsOf({ settings }: LiveSource, kind: LiveKind): LiveKind['settings'] {
  const others = Object.keys(settings).filter((name) => !kind.settings.some((one) => one.name === name));
  return [...kind.settings, ...others.map((name) => ({ name, required: false, choices: null, usual: null }))];
}

function changeIn(data: FormData, source: LiveSource, names: readonly string[], secrets: readonly string[]): LiveSourceChange {
  const written = textsIn(data, 'setting', names);
  const settings = Object.fromEntries(names.flatMap((name): [string, string | null][] => (written[name] === source.settings[name] ? [] : [[name, written[name] ?? null]])));
  return { settings, secrets: textsIn(data, 'secret', secrets), ...scheduleIn(data) };
}
