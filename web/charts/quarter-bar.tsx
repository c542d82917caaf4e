import type { ForecastAnswer } from '../../src/model/index.ts';
import { moneyText, valueText } from '../ui/words.ts';

/** A forecast that was not refused: its range is there. */
export type Ranged = ForecastAnswer & { p10: number; p50: number; p90: number };
export const isRanged = (forecast: ForecastAnswer | null | undefined): forecast is Ranged =>
  Boolean(forecast && !forecast.refusal && forecast.p10 !== null && forecast.p50 !== null && forecast.p90 !== null);

/** The quarter in one bar: won so far solid, the likely range as a dashed band, middle, target, and what simple rules say as ticks. Starts at zero. */
export function QuarterBar({ forecast }: { forecast: Ranged }) {
  const { bookedSoFar, p10, p50, p90, target, baselines } = forecast;
  const ticks = [target, baselines.stageWeighted, baselines.repsDates].filter((value): value is number => value !== null);
  const end = Math.max(p90, bookedSoFar, ...ticks, 1) * 1.04;
  const at = (value: number): string => `${Math.max(0, Math.min(100, (value / end) * 100))}%`;
  return (
    <figure className="chart">
      <div className="quarter-bar" role="img" aria-label={barSentence(forecast)}>
        <div className="track" />
        <div className="won" style={{ width: at(bookedSoFar) }} />
        <div className="band" style={{ left: at(p10), width: `calc(${at(p90)} - ${at(p10)})` }} />
        <div className="middle" style={{ left: at(p50) }} />
        {baselines.stageWeighted !== null ? <div className="tick" style={{ left: at(baselines.stageWeighted) }} /> : null}
        {baselines.repsDates !== null ? <div className="tick reps" style={{ left: at(baselines.repsDates) }} /> : null}
        {target !== null ? <div className="target" style={{ left: at(target) }} /> : null}
      </div>
      <BarLegend forecast={forecast} />
    </figure>
  );
}

function BarLegend({ forecast }: { forecast: Ranged }) {
  const { bookedSoFar, p10, p50, p90, target, baselines } = forecast;
  const text = amountText(forecast);
  const entries: Array<[mark: string, name: string, value: number | null, shown?: string]> = [
    ['won', 'Won so far', bookedSoFar],
    ['band', 'Likely, 8 in 10', p50, `${text(p10)}–${text(p90)}`],
    ['middle', 'Middle', p50],
    ['target', 'Target', target],
    ['tick', 'Stage-weighted sum', baselines.stageWeighted],
    ['tick reps', "Reps' dates", baselines.repsDates],
  ];
  return (
    <ul className="bar-legend">
      {entries.filter(([, , value]) => value !== null).map(([mark, name, value, shown]) => (
        <li key={name}><span className={`mark ${mark}`} aria-hidden="true" />{name} <strong>{shown ?? text(value as number)}</strong></li>
      ))}
    </ul>
  );
}

/** Amounts of a forecast, rounded to what its range supports. */
export function amountText(forecast: Ranged): (value: number) => string {
  const range = [forecast.p10, forecast.p90] as const;
  return (value) => (forecast.unit === 'money' ? moneyText(value, forecast.currency, range) : valueText(value, 'count'));
}

function barSentence(forecast: Ranged): string {
  const text = amountText(forecast);
  const target = forecast.target === null ? '' : `, target ${text(forecast.target)}`;
  return `${forecast.quarter}: won so far ${text(forecast.bookedSoFar)}, probably ${text(forecast.p50)}, 8 in 10 between ${text(forecast.p10)} and ${text(forecast.p90)}${target}.`;
}
