import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LiveKind } from '../../../../src/model/index.ts';
import { useMakeLiveSource, useSourceKinds } from '../../../data/source-questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { CopiedText } from '../../../ui/copied-text.tsx';
import { PlaceLink } from '../../../ui/place-link.tsx';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { Section } from '../../../ui/section.tsx';
import { LiveFields, ScheduleFields, scheduleIn, textsIn } from './live-fields.tsx';
import { kindText } from './source-words.ts';

/** A new live source: a form where its kind starts no program, else the command to copy. Kinds that are added appear by themselves. */
export function MakeLiveSource() {
  const asked = useSourceKinds(true);
  const [chosen, setChosen] = useState('');
  return (
    <Section title="Add a live source">
      <p className="muted">Read again and again from where it was left. A feed or a search is followed under <PlaceLink to="/data/listening">Listening</PlaceLink>; a folder is watched with <code>hindcast folder watch PATH</code>.</p>
      <Answer of={asked} lines={2}>
        {(kinds) => {
          const kind = kinds.find((one) => one.kind === chosen) ?? kinds.find((one) => one.inApp) ?? kinds[0];
          if (!kind) return <p>No kind of live source is built in.</p>;
          return (
            <>
              <div className="filters"><label className="plain-field">Kind<select value={kind.kind} onChange={(event) => setChosen(event.currentTarget.value)}>{kinds.map((one) => <option key={one.kind} value={one.kind}>{kindText(one.kind)}{one.inApp ? '' : ' (command line)'}</option>)}</select></label></div>
              {kind.inApp ? <LiveForm key={kind.kind} kind={kind} /> : <><p>{kind.why}</p><CopiedText text={kind.command} label={`Command that makes a source of kind ${kindText(kind.kind)}`} /></>}
            </>
          );
        }}
      </Answer>
    </Section>
  );
}

const usualSchedule = { everyMinutes: 60, daily: null };

function LiveForm({ kind }: { kind: LiveKind }) {
  const make = useMakeLiveSource();
  const submit = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    make.mutate({ name: String(data.get('name') ?? '').trim(), kind: kind.kind as never, settings: textsIn(data, 'setting', kind.settings.map(({ name }) => name)), secrets: textsIn(data, 'secret', kind.secrets), ...scheduleIn(data) }, { onSuccess: () => form.reset() });
  };
  return (
    <form className="live-form" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
      <TextInput name="name" label="Name" description="Small letters, digits, dots, dashes" required pattern="[a-z0-9][a-z0-9_.\-]{0,40}" />
      <LiveFields settings={kind.settings} secrets={kind.secrets} />
      <ScheduleFields held={usualSchedule} />
      <div className="button-row"><Button type="submit" loading={make.isPending}>Make it</Button>{make.data ? <span role="status">“{make.data.name}” is made. <PlaceLink to={`/data/sources/${encodeURIComponent(make.data.name)}`}>Open it</PlaceLink></span> : null}</div>
      <ProblemLine problem={make.error} />
      {make.data?.address ? <div className="panel whole-row"><p><strong>Send deliveries to this address.</strong> It is shown this once.</p><CopiedText text={`${window.location.origin}${make.data.address}`} label={`Address of ${make.data.name}`} /></div> : null}
    </form>
  );
}
