import { useMemo } from 'react';
import type { BacktestAnswer, BacktestPoint } from '../../../src/model/index.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { EChart } from '../../charts/echart.tsx';
import { recordChart } from '../../charts/record-chart.ts';
import { useAddress, useChangeAddress } from '../../data/url-state.ts';
import { RefusalPanel } from '../../ui/refusal-panel.tsx';
import { Section } from '../../ui/section.tsx';
import { many } from '../../ui/words.ts';
import { ChanceRecord } from './chance-record.tsx';
import { ErrorTable } from './error-table.tsx';
import { SkillTable } from './skill-table.tsx';

/** How right it would have been: every past quarter at one week, beside what came and what simple rules said. */
export function Record({ answer, currency, unit }: { answer: BacktestAnswer; currency: string | null; unit: 'money' | 'deals' }) {
  const { week: asked } = useAddress();
  const weeks = [...new Set(answer.points.map((point) => point.week))].sort((a, b) => a - b);
  const week = weeks.includes(Number(asked)) ? Number(asked) : (weeks[Math.floor(weeks.length / 2)] ?? 0);
  const points = useMemo(() => answer.points.filter((point) => point.week === week), [answer.points, week]);
  return (
    <Section title="The record" aside={<span className="tag">{answer.label}</span>} id="record">
      {answer.refusal ? <RefusalPanel refusal={answer.refusal} title="No record yet." /> : null}
      {answer.refusal && answer.refusal.reason.startsWith(answer.claim.sentence) ? null : <p>{answer.claim.sentence}</p>}
      {points.length > 0 ? <><WeekChoice weeks={weeks} week={week} /><RecordFigure points={points} week={week} currency={currency} unit={unit} /></> : null}
      {answer.coverage ? <p>{answer.coverage.inside} of {answer.coverage.quarters} results fell inside their range; {Math.round(answer.coverage.level * 100)} % should.</p> : null}
      <ErrorTable errors={answer.errors} week={week} />
      <ChanceRecord answer={answer} />
      <SkillTable answer={answer} />
      <NotScored notScored={answer.notScored} />
    </Section>
  );
}

function WeekChoice({ weeks, week }: { weeks: readonly number[]; week: number }) {
  const change = useChangeAddress();
  return (
    <div className="filters">
      <label className="plain-field">Said at week
        <select value={week} onChange={(event) => change({ week: event.currentTarget.value })}>{weeks.map((one) => <option key={one} value={one}>{one}</option>)}</select>
      </label>
    </div>
  );
}

function RecordFigure({ points, week, currency, unit }: { points: readonly BacktestPoint[]; week: number; currency: string | null; unit: 'money' | 'deals' }) {
  const build = useMemo(() => recordChart(points, currency, unit), [points, currency, unit]);
  const scored = points.filter((point) => point.inside !== null);
  const title = `At week ${week} of ${many(scored.length, 'past quarter')} the result was inside the range ${scored.filter((point) => point.inside).length} times`;
  const rows = points.map((point) => [point.quarter, point.p10, point.p50, point.p90, point.actual, point.inside === null ? point.refusal : point.inside ? 'inside' : 'outside', point.baselines.stageWeighted, point.baselines.bookedOverUsualShare, point.yourCall]);
  return (
    <ChartFrame title={title} subtitle={`${unit === 'money' ? (currency ?? 'money') : 'deals'} per quarter · dashed box: 8-in-10 range said then, line: its middle, dot: what came, diamond: outside the range`} name="record"
      table={{ headers: ['Quarter', 'Low', 'Middle', 'High', 'Came', 'Inside', 'Stage-weighted', 'Booked ÷ usual share', 'Your call'], rows }}>
      <EChart build={build} heightPx={280} says={title} />
    </ChartFrame>
  );
}

function NotScored({ notScored }: { notScored: BacktestAnswer['notScored'] }) {
  if (notScored.length === 0) return null;
  return (
    <details>
      <summary>{many(notScored.length, 'quarter')} not scored</summary>
      <ul className="plain-list">{notScored.map((one) => <li key={one.quarter}>{one.quarter}: {one.why}</li>)}</ul>
    </details>
  );
}
