import { useNavigate } from '@tanstack/react-router';
import type { JourneyAnswer, LeaksAnswer } from '../../../src/model/index.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { JourneyMap } from '../../charts/journey-map.tsx';
import { useJourney, useLeaks } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { RefusalPanel } from '../../ui/refusal-panel.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, daysText, many, percentText } from '../../ui/words.ts';
import { Believable, Leaks } from '../home/findings.ts';

/** Where buyers loop, wait and leave: the map of stages, the waits, the leaks with the rows behind them. */
export function JourneyScreen() {
  const journey = useJourney();
  const leaks = useLeaks();
  return (
    <>
      <Answer of={journey}>{(answer) => <Journey answer={answer} />}</Answer>
      <Answer of={leaks}>{(answer) => <AllLeaks answer={answer} />}</Answer>
    </>
  );
}

function Journey({ answer }: { answer: JourneyAnswer }) {
  const open = useNavigate();
  const toStage = (stage: string): void => void open({ to: '/deals' as never, search: { stage } as never });
  return (
    <>
      <ScreenHead title="Journey" sentence={answer.sentence} />
      {answer.refusal ? <RefusalPanel refusal={answer.refusal} title="Your file shows where deals are, not how they got there." /> : null}
      {answer.stages.length > 0 && answer.steps.length > 0 ? (
        <ChartFrame title={mapTitle(answer)} subtitle={`deals moving from stage to stage · above: forward and skipped, below: back · n = ${countText(answer.deals)} deals`} name="journey-steps"
          table={{ headers: ['From', 'To', 'Direction', 'Deals', 'Days, median', 'Won later'], rows: answer.steps.map((step) => [step.from, step.to, step.direction, step.deals, step.medianDays, step.wonShare]) }}>
          <JourneyMap journey={answer} open={toStage} />
        </ChartFrame>
      ) : null}
      {answer.stages.length > 0 ? <Section title="Waits"><RowTable label="Stages and waits" rows={answer.stages} columns={stageColumns} keyOf={(row) => row.name} empty={null} csvName="stages" open={(row) => toStage(row.name)} /></Section> : null}
      <Loops answer={answer} />
      <Paths answer={answer} />
    </>
  );
}

function mapTitle(answer: JourneyAnswer): string {
  const back = answer.steps.filter((step) => step.direction === 'back').toSorted((a, b) => b.deals - a.deals)[0];
  return back ? `Most go back from ${back.from} to ${back.to}: ${many(back.deals, 'deal')}` : `${many(answer.deals, 'deal')} moved forward only`;
}

type Stage = JourneyAnswer['stages'][number];
const stageColumns: Array<Column<Stage>> = [
  { id: 'name', header: 'Stage', value: (row) => row.name, card: 'title' },
  { id: 'deals', header: 'Deals so far', value: (row) => row.deals, show: (row) => countText(row.deals), number: true },
  { id: 'openNow', header: 'Open now', value: (row) => row.openNow, show: (row) => countText(row.openNow), number: true },
  { id: 'wait', header: 'Wait (days, median)', value: (row) => row.waitMedianDays, show: (row) => (row.waitMedianDays === null ? <span className="muted">not known</span> : <><strong>{Math.round(row.waitMedianDays)}</strong>{row.waitQ1Days !== null && row.waitQ3Days !== null ? <span className="range"> ({Math.round(row.waitQ1Days)}–{Math.round(row.waitQ3Days)})</span> : null}</>), number: true },
  { id: 'won', header: 'Won later', value: (row) => row.wonShare, show: (row) => (row.wonShare === null ? '–' : percentText(row.wonShare)), number: true },
  { id: 'lost', header: 'Lost later', value: (row) => row.lostShare, show: (row) => (row.lostShare === null ? '–' : percentText(row.lostShare)), number: true },
];

function Loops({ answer }: { answer: JourneyAnswer }) {
  if (answer.loops.length === 0) return null;
  return <Section title="Loops"><ul className="ruled">{answer.loops.map((loop) => <li key={loop.stage}>{many(loop.deals, 'deal')} came back to {loop.stage}{loop.extraDays === null ? '' : `, which took ${daysText(loop.extraDays)} more than without`}.</li>)}</ul></Section>;
}

function Paths({ answer }: { answer: JourneyAnswer }) {
  if (answer.paths.length === 0) return null;
  return <Section title="Usual ways"><ul className="ruled">{answer.paths.map((one) => <li key={one.path.join('>')}>{one.path.join(' → ')} <span className="muted">{many(one.deals, 'deal')}{one.wonShare === null ? '' : `, ${percentText(one.wonShare)} won`}</span></li>)}</ul></Section>;
}

function AllLeaks({ answer }: { answer: LeaksAnswer }) {
  return (
    <>
      {answer.refusal ? <RefusalPanel refusal={answer.refusal} title="No leaks are given." /> : <Leaks leaks={answer.leaks} sentence={answer.sentence} limit={100} />}
      <p className="muted small">{many(answer.comparisons, 'comparison')} made and registered; at most {percentText(answer.falseDiscoveryRate)} of the leaks shown are expected to be chance.</p>
      <Believable findings={answer.findings} />
    </>
  );
}
