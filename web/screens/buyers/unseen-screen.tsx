import type { UnseenAnswer } from '../../../src/model/index.ts';
import { useUnseen } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { NumberButton } from '../../ui/number-button.tsx';
import { RefusalPanel } from '../../ui/refusal-panel.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, many, percentText, rangeText } from '../../ui/words.ts';

/** The share of decisions that no click could have shown: bounds, what each allowance costs, and which kinds count. */
export function UnseenScreen() {
  const unseen = useUnseen();
  return <Answer of={unseen}>{(answer) => <Unseen answer={answer} />}</Answer>;
}

function Unseen({ answer }: { answer: UnseenAnswer }) {
  return (
    <>
      <ScreenHead title="Decisions no click could have shown" sentence={answer.refusal ? null : answer.sentence} />
      {answer.refusal ? <RefusalPanel refusal={answer.refusal} title="Not known yet." /> : <Bounds answer={answer} />}
      <Section title="What trackers saw of the same decisions">
        <p>{answer.tracked.deals === 0 ? 'No decided deal was asked about yet.' : `Of ${many(answer.tracked.deals, 'decided deal')} asked about, ${countText(answer.tracked.withTouch)} have any recorded touch, and ${countText(answer.tracked.withClick)} something that is clicked.`}</p>
      </Section>
      <Kinds answer={answer} />
    </>
  );
}

function Bounds({ answer }: { answer: UnseenAnswer }) {
  const { low, high, naive, naiveLow, naiveHigh } = answer;
  if (low === null || high === null || naive === null || naiveLow === null || naiveHigh === null) return null;
  return (
    <>
      <div className="figure-row spaced">
        <div className="figure">
          <p className="figure-label">Of 100 decisions, whatever the silent would say</p>
          <p className="figure-line"><NumberButton definition="unseen_share"><span className="figure-value">{Math.round(low * 100)} to {Math.round(high * 100)}</span></NumberButton></p>
          <p className="muted small">{Math.round(answer.level * 100)} % bounds · {many(answer.dealsAnswered, 'deal')} with an answer of {countText(answer.dealsAsked)} asked about</p>
        </div>
        <div className="figure">
          <p className="figure-label">Taking those who answered at their word</p>
          <p className="figure-line"><span className="figure-value">{percentText(naive)}</span> <span className="range">{rangeText(naiveLow, naiveHigh, 'share')}</span></p>
          <p className="muted small">What most reports would print: it leaves out {countText(answer.dealsAsked - answer.dealsAnswered)} silent deals and every misnamed answer.</p>
        </div>
        {answer.ifAlike ? <div className="figure">
          <p className="figure-label">If the silent are much like those who answered</p>
          <p className="figure-line"><span className="figure-value">{Math.round(answer.ifAlike.low * 100)} to {Math.round(answer.ifAlike.high * 100)}</span></p>
          <p className="muted small">Of 100: their odds differ at most {answer.ifAlike.odds}-fold, won and lost deals apart. An assumption, not a finding.</p>
        </div> : null}
        {answer.allDecided ? <div className="figure">
          <p className="figure-label">Of all {many(answer.allDecided.deals, 'deal')} decided since the first question</p>
          <p className="figure-line"><span className="figure-value">{Math.round(answer.allDecided.low * 100)} to {Math.round(answer.allDecided.high * 100)}</span></p>
          <p className="muted small">Of 100. Those nobody was asked about could be either.</p>
        </div> : null}
      </div>
      <Section title="What each allowance costs"><RowTable label="Bounds step by step" rows={answer.steps} columns={stepColumns} keyOf={(row) => row.allowing} empty={null} csvName="unseen-steps" /></Section>
      <Section title="If more or fewer answers name the wrong thing"><RowTable label="Bounds by misnaming" rows={answer.sensitivity} columns={misnamingColumns} keyOf={(row) => String(row.misnaming)} empty={null} csvName="unseen-misnaming" /></Section>
    </>
  );
}

type Step = UnseenAnswer['steps'][number];
const stepColumns: Array<Column<Step>> = [
  { id: 'allowing', header: 'Allowing for', value: (row) => row.allowing, card: 'title' },
  { id: 'low', header: 'From', value: (row) => row.low, show: (row) => percentText(row.low), number: true },
  { id: 'high', header: 'To', value: (row) => row.high, show: (row) => percentText(row.high), number: true },
];
type Misnamed = UnseenAnswer['sensitivity'][number];
const misnamingColumns: Array<Column<Misnamed>> = [
  { id: 'misnaming', header: 'Answers that name the wrong thing', value: (row) => row.misnaming, show: (row) => percentText(row.misnaming), card: 'title' },
  { id: 'low', header: 'From', value: (row) => row.low, show: (row) => percentText(row.low), number: true },
  { id: 'high', header: 'To', value: (row) => row.high, show: (row) => percentText(row.high), number: true },
];

type Kind = UnseenAnswer['kinds'][number];
const canShow: Record<Kind['clickCanShow'], string> = { yes: 'yes', perhaps: 'sometimes', no: 'no' };
const kindColumns: Array<Column<Kind>> = [
  { id: 'label', header: 'Who or what', value: (row) => row.label, card: 'title' },
  { id: 'click', header: 'A click can show it', value: (row) => canShow[row.clickCanShow] },
  { id: 'why', header: 'Because', value: (row) => row.why },
  { id: 'answers', header: 'Answers', value: (row) => row.answers, show: (row) => countText(row.answers), number: true },
];

const Kinds = ({ answer }: { answer: UnseenAnswer }) => (
  <Section title="Which kinds count as seen">
    <p className="muted">Fixed beforehand, the same for every company. “Sometimes” widens the bounds: it is taken as seen for the lower, as unseen for the upper.</p>
    <RowTable label="Kinds and clicks" rows={answer.kinds} columns={kindColumns} keyOf={(row) => row.kind} empty={null} csvName="kinds-and-clicks" />
  </Section>
);
