import type { ChangesAnswer } from '../../../src/model/index.ts';
import { ChangeSteps } from '../../charts/change-steps.tsx';
import { useChanges, useImports, useOverview } from '../../data/questions.ts';
import { useAddress, useChangeAddress } from '../../data/url-state.ts';
import { PlaceLink } from '../../ui/place-link.tsx';
import { Section } from '../../ui/section.tsx';
import { dayText } from '../../ui/words.ts';

const dayMs = 86_400_000;
const daysBefore = (iso: string, days: number): string => new Date(Date.parse(iso) - days * dayMs).toISOString().slice(0, 10);

/** What changed since the last import, in 7 days, or since the quarter began. */
export function Changes({ shown }: { shown: ChangesAnswer | null }) {
  const { since } = useAddress();
  const asked = useChanges(since);
  const changes = since ? (asked.data ?? shown) : shown;
  if (!changes) return null;
  return (
    <Section title={`What changed since ${dayText(changes.since)}`} aside={<SinceChoice chosen={changes.since} />}>
      <p>{changes.sentence}</p>
      <ChangeSteps changes={changes} />
      <StageMoves changes={changes} />
      {changes.missing ? <p className="muted">{changes.missing}</p> : null}
      <p className="muted small after-chart">Open pipeline of {changes.quarter}{changes.currency ? `, in ${changes.currency}` : ''}. Restatements by model or data: {changes.restatements}.</p>
    </Section>
  );
}

function SinceChoice({ chosen }: { chosen: string }) {
  const change = useChangeAddress();
  const imports = useImports();
  const { data: overview } = useOverview();
  if (!overview) return null;
  const lastImport = imports.data?.find((one) => one.finishedAt)?.finishedAt?.slice(0, 10);
  const choices = [
    ...(lastImport && lastImport < overview.asOf ? [['Last import', lastImport] as const] : []),
    ['7 days', daysBefore(overview.asOf, 7)] as const,
    ...(overview.forecast ? [['Quarter start', overview.forecast.start.slice(0, 10)] as const] : []),
  ];
  return (
    <label>Since{' '}
      <select value={choices.find(([, date]) => date === chosen.slice(0, 10))?.[1] ?? ''} onChange={(event) => change({ since: event.currentTarget.value || undefined })}>
        <option value="">{dayText(chosen)}</option>
        {choices.map(([name, date]) => <option key={name} value={date}>{name}</option>)}
      </select>
    </label>
  );
}

function StageMoves({ changes }: { changes: ChangesAnswer }) {
  if (changes.stageMoves.length === 0) return null;
  return (
    <details className="after-chart">
      <summary>{changes.stageMoves.length} stage moves</summary>
      <ul className="plain-list">
        {changes.stageMoves.slice(0, 50).map((move) => (
          <li key={`${move.dealId}${move.at}`}><PlaceLink to={`/deals/${encodeURIComponent(move.dealId)}`}>{move.account ?? move.dealId}</PlaceLink> {move.from ?? 'new'} → {move.to}, <span className="muted">{dayText(move.at)}</span></li>
        ))}
      </ul>
    </details>
  );
}
