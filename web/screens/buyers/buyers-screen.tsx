import type { BuyersAnswer } from '../../../src/model/index.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { RangeBars } from '../../charts/range-bars.tsx';
import { useBuyers } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { NumberButton } from '../../ui/number-button.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { LockedPanel, RefusalPanel } from '../../ui/refusal-panel.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, many, percentText } from '../../ui/words.ts';

/** What buyers say decided it; beside it, never mixed, what trackers suggest. */
export function BuyersScreen() {
  const buyers = useBuyers();
  return <Answer of={buyers}>{(answer) => (answer.asked === 0 ? <NobodyAsked /> : <Said answer={answer} />)}</Answer>;
}

const NobodyAsked = () => (
  <>
    <ScreenHead title="Buyers" />
    <LockedPanel>
      <p><strong>Nobody has been asked yet.</strong> Open a deal and choose “Ask the buyer”, or import answers you have from a survey or a win–loss study.</p>
      <p><PlaceLink to="/deals">Choose a deal</PlaceLink></p>
    </LockedPanel>
  </>
);

function Said({ answer }: { answer: BuyersAnswer }) {
  return (
    <>
      <ScreenHead title="Buyers" sentence={answer.sentence} />
      {answer.refusal ? <RefusalPanel refusal={answer.refusal} title="No ranking yet." /> : null}
      <Options answer={answer} />
      <Response answer={answer} />
      <Tracked answer={answer} />
      <Section title="Within a deal"><p>{agreementText(answer)}</p></Section>
      <Offers answer={answer} />
    </>
  );
}

function Options({ answer }: { answer: BuyersAnswer }) {
  const ranked = answer.refusal === null;
  return (
    <Section title="What buyers said" aside={<NumberButton definition="said_share">How it is computed</NumberButton>}>
      <ChartFrame title={ranked ? answer.sentence.split('. ').at(-1) ?? answer.sentence : `${many(answer.answered, 'answer')}, not enough to rank`} name="what-buyers-said"
        subtitle={`share of ${many(answer.dealsAnswered, 'deal')} with an answer, each deal counting once · ${many(answer.answered, 'answer')} of ${many(answer.asked, 'person', 'people')} asked`}
        table={{ headers: ['Who or what', 'Place', 'Answers', 'On won deals', 'On lost deals', 'Share', 'Low', 'High', 'With the silent, low', 'With the silent, high'], rows: answer.options.map((row) => [row.label, placeText(row), row.answers, row.wonAnswers, row.lostAnswers, rounded(row.share), rounded(row.low), rounded(row.high), rounded(row.worstLow), rounded(row.worstHigh)]) }}>
        <RangeBars bars={answer.options.map((row) => ({ ...row, value: row.share, name: ranked ? `${placeText(row)} · ${row.label}` : row.label }))} />
      </ChartFrame>
      {ranked ? <p className="muted small">Places that cannot be told apart share a range of places. Up to {percentText(answer.misnaming)} of the answers are taken to name the wrong thing.</p> : null}
      {answer.unrecognised > 0 ? <p className="muted small">{many(answer.unrecognised, 'imported answer')} named none of the sixteen and {answer.unrecognised === 1 ? 'is' : 'are'} read as “other”.</p> : null}
    </Section>
  );
}

const rounded = (share: number | null): number | null => (share === null ? null : Math.round(share * 1000) / 1000);
const placeText = ({ rankLow, rankHigh }: BuyersAnswer['options'][number]): string => (rankLow === null || rankHigh === null ? '' : rankLow === rankHigh ? `${rankLow}` : `${rankLow}–${rankHigh}`);

type ResponseRow = BuyersAnswer['response'][number];
const standings: Record<ResponseRow['outcome'], string> = { won: 'Won', lost: 'Lost', open: 'Open', unknown: 'Not in your deals' };
const responseColumns: Array<Column<ResponseRow>> = [
  { id: 'outcome', header: 'Deal', value: (row) => standings[row.outcome], card: 'title' },
  { id: 'asked', header: 'Asked', value: (row) => row.asked, show: (row) => countText(row.asked), number: true },
  { id: 'answered', header: 'Answered', value: (row) => row.answered, show: (row) => countText(row.answered), number: true },
  { id: 'declined', header: 'Rather not', value: (row) => row.declined, show: (row) => countText(row.declined), number: true },
  { id: 'rate', header: 'Came back', value: (row) => row.rate, show: (row) => (row.rate === null ? '–' : <><strong>{percentText(row.rate)}</strong> <span className="range">{Math.round((row.low ?? 0) * 100)}–{Math.round((row.high ?? 0) * 100)}</span></>), number: true },
];

const Response = ({ answer }: { answer: BuyersAnswer }) => (
  <Section title="Who came back" aside={<NumberButton definition="response_rate">How it is computed</NumberButton>}>
    <RowTable label="Response by how the deal stands" rows={answer.response} columns={responseColumns} keyOf={(row) => row.outcome} empty={null} csvName="response" total={`${countText(answer.answered)} of ${countText(answer.asked)} asked, about ${many(answer.dealsAsked, 'deal')}`} />
  </Section>
);

type TrackedRow = BuyersAnswer['tracked']['rows'][number];
const trackedColumns: Array<Column<TrackedRow>> = [
  { id: 'label', header: 'Who or what', value: (row) => row.label, card: 'title' },
  { id: 'share', header: 'Won deals with a trace', value: (row) => row.shareOfWon, show: (row) => <><strong>{percentText(row.shareOfWon)}</strong> <span className="muted">{countText(row.wonDeals)}</span></>, number: true },
  { id: 'touches', header: 'Traces', value: (row) => row.touches, show: (row) => countText(row.touches), number: true },
];

const Tracked = ({ answer: { tracked } }: { answer: BuyersAnswer }) => (
  <Section title="What trackers suggest" aside={<NumberButton definition="tracked_trace">How it is computed</NumberButton>}>
    <p className="muted">Traces on {many(tracked.wonDeals, 'won deal')}: activities, sources, campaigns. A trace shows contact, not what decided; it is never added to what buyers said.</p>
    <RowTable label="Traces on won deals" rows={tracked.rows} columns={trackedColumns} keyOf={(row) => row.kind} empty={<p>No trace that a tracker would credit.</p>} csvName="traces" />
  </Section>
);

function agreementText({ agreement }: BuyersAnswer): React.ReactNode {
  if (agreement.share === null) return 'No deal has two answers yet, so it is not known whether people of one deal name the same.';
  return <>On {many(agreement.deals, 'deal')} with two or more answers, <NumberButton definition="buyer_agreement"><strong>{countText(agreement.samePairs)} of {many(agreement.pairs, 'pair')}</strong></NumberButton> of people named the same{agreement.alpha === null ? '' : `; beyond chance ${agreement.alpha.toFixed(2)} (Krippendorff’s alpha: 1 all, 0 chance)`}.</>;
}

function Offers({ answer: { offers } }: { answer: BuyersAnswer }) {
  if (offers.share === null || offers.low === null || offers.high === null) return null;
  return <Section title="Was the offer wanted?"><p><NumberButton definition="offer_wanted"><strong>{countText(offers.wanted)} of {countText(offers.answered)}</strong></NumberButton> said yes <span className="range">(8 in 10: {Math.round(offers.low * 100)}–{percentText(offers.high)})</span>.</p></Section>;
}
