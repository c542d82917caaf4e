import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { WorkspaceSettings } from '../../../src/model/index.ts';
import { useSaveSettings } from '../../data/questions.ts';
import { Section } from '../../ui/section.tsx';
import { SaveButton } from './save-button.tsx';

const fields = [['stageOrder', 'Open stages, first to last'], ['wonStages', 'Mean won'], ['lostStages', 'Mean lost'], ['noDecisionStages', 'Mean no decision'], ['dealTypes', 'Deal types counted (empty: all)']] as const;
type Lists = Pick<WorkspaceSettings, (typeof fields)[number][0]>;
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** The company's own words for its stages, one a line. */
export function StagesForm({ settings }: { settings: WorkspaceSettings }) {
  const [texts, setTexts] = useState<Record<string, string>>(() => Object.fromEntries(fields.map(([name]) => [name, settings[name].join('\n')])));
  const save = useSaveSettings();
  const submit = (): void => save.mutate(Object.fromEntries(fields.map(([name]) => [name, linesOf(texts[name] ?? '')])) as Lists);
  return (
    <Section title="Words">
      <form className="settings-form" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        {fields.map(([name, label]) => <Textarea key={name} label={label} description="One a line" value={texts[name] ?? ''} onChange={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })} autosize minRows={1} maxRows={12} />)}
        <SaveButton of={save} />
      </form>
    </Section>
  );
}
