import type { OverviewAnswer } from '../../../src/model/index.ts';
import { FigureView } from '../../ui/measured.tsx';
import { LockedPanel, RefusalPanel } from '../../ui/refusal-panel.tsx';
import { Section } from '../../ui/section.tsx';

export function MeetingTime({ of }: { of: OverviewAnswer['highPotentialTime'] }) {
  return (
    <Section title="Time in high-potential meetings against prospecting">
      {of.figure ? <FigureView figure={of.figure} label="Share of selling time" /> : null}
      {of.refusal ? <RefusalPanel refusal={of.refusal} title="Not known yet." /> : null}
      {!of.figure && !of.refusal ? <LockedPanel><p>Not known yet. Activities with their type and date would open it.</p></LockedPanel> : null}
    </Section>
  );
}
