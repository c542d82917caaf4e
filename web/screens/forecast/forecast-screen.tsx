import type { ForecastAnswer } from '../../../src/model/index.ts';
import { amountText, isRanged, QuarterBar, type Ranged } from '../../charts/quarter-bar.tsx';
import { useBacktest, useForecast, useOverview } from '../../data/questions.ts';
import { useAddress } from '../../data/url-state.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { Predicted } from '../../ui/predicted.tsx';
import { RefusalPanel } from '../../ui/refusal-panel.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { StalePanel } from '../../ui/stale-panel.tsx';
import { many, methodText } from '../../ui/words.ts';
import { Baselines } from './baselines.tsx';
import { Record } from './record.tsx';
import { YourCall } from './your-call.tsx';

/** This quarter and the next as ranges, what simple rules say beside them, how right that was before, and the leader's own number. */
export function ForecastScreen() {
  const forecast = useForecast();
  const backtest = useBacktest();
  const { data: overview } = useOverview();
  const { on } = useAddress();
  return (
    <>
      <ScreenHead title="Forecast" />
      {overview?.strip.clockNote && !on ? <StalePanel note={overview.strip.clockNote} /> : null}
      <Answer of={forecast}>{(quarters) => (quarters.length === 0 ? <NoQuarter /> : <>{quarters.map((quarter) => <Quarter key={quarter.quarter} quarter={quarter} />)}</>)}</Answer>
      <Answer of={backtest}>{(answer) => <Record answer={answer} currency={forecast.data?.[0]?.currency ?? null} unit={forecast.data?.[0]?.unit ?? 'money'} />}</Answer>
    </>
  );
}

const NoQuarter = () => <p>No quarter to forecast yet. <PlaceLink to="/data/import">Drop a deals export here</PlaceLink>, or <PlaceLink to="/forecast" search={{ w: 'demo' }}>see it in the demo</PlaceLink>.</p>;

function Quarter({ quarter }: { quarter: ForecastAnswer }) {
  return (
    <Section title={quarter.quarter} aside={quarter.week > 0 ? `week ${quarter.week} of ${quarter.weeks}` : 'not begun'}>
      {isRanged(quarter) ? <RangedQuarter quarter={quarter} /> : null}
      {quarter.refusal ? <RefusalPanel refusal={quarter.refusal} /> : null}
      <YourCall quarter={quarter} />
    </Section>
  );
}

function RangedQuarter({ quarter }: { quarter: Ranged }) {
  const text = amountText(quarter);
  const parts = [quarter.fromOpen === null ? null : `${text(quarter.fromOpen)} from deals open now`, quarter.fromNew === null ? null : `${text(quarter.fromNew)} from deals not yet created`].filter(Boolean).join(', ');
  return (
    <>
      <Predicted value={quarter.p50} low={quarter.p10} high={quarter.p90} n={quarter.openDeals} freshness={quarter.asOf} unit={quarter.unit === 'money' ? 'money' : 'count'} currency={quarter.currency} definition="forecast" comparison={comparisonOf(quarter)} />
      <QuarterBar forecast={quarter} />
      <p className="after-chart">In the middle {text(quarter.p50)}: {text(quarter.bookedSoFar)} won so far{parts ? `, ${parts}` : ''}. Said by {methodText(quarter.method)}.</p>
      {quarter.excludedDeals > 0 ? <p className="muted">{many(quarter.excludedDeals, 'open deal')} left out{quarter.excludedWhy ? `: ${quarter.excludedWhy}` : ''}.</p> : null}
      {quarter.rangeFromPrior ? <p className="muted">Fewer than six past quarters: the width of this range is driven by a prior.</p> : null}
      <Baselines quarter={quarter} text={text} />
    </>
  );
}

function comparisonOf(quarter: Ranged): string {
  const { record, target, p50 } = quarter;
  const text = amountText(quarter);
  const gap = target === null ? 'No target set.' : p50 >= target ? `${text(p50 - target)} over target.` : `${text(target - p50)} under target.`;
  if (!record) return gap;
  const miss = record.usualMiss === null ? '' : ` Usual miss ${Math.round(record.usualMiss * 100)} %${record.stageWeightedMiss === null ? '' : `; your stage-weighted sum ${Math.round(record.stageWeightedMiss * 100)} %`}.`;
  return `${gap} At week ${record.week} of ${record.quarters} past quarters the result was inside the range ${record.inside} times.${miss}`;
}
