import type { DigestEvery } from '../../../src/model/index.ts';
import { useAskForDigest, useOwnDigests } from '../../data/house-questions.ts';
import { useWorkspaceName } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { Section } from '../../ui/section.tsx';

/** One's own letter about this workspace: by day, by week, or none. */
export function OwnLetter() {
  const asked = useOwnDigests();
  const workspace = useWorkspaceName();
  const ask = useAskForDigest();
  return (
    <Section title="Letter by mail">
      <p className="muted">What changed, the forecast and what to do, within what you may see.</p>
      <Answer of={asked} lines={1}>
        {(rows) => (
          <label className="plain-field narrow">About {workspace}
            <select value={rows.find((row) => row.workspace === workspace)?.every ?? 'never'} disabled={ask.isPending || workspace === undefined} onChange={(event) => ask.mutate({ workspace: workspace ?? '', every: event.currentTarget.value as DigestEvery })}>
              <option value="never">never</option><option value="day">every day</option><option value="week">every week</option>
            </select>
          </label>
        )}
      </Answer>
      <span role="status" className="muted">{ask.isSuccess ? 'Kept.' : ''}</span>
      <ProblemLine problem={ask.error} />
    </Section>
  );
}
