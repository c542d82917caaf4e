import { percentText } from '../ui/words.ts';

/** A share with its 8-in-10 range, and the range that holds whatever the silent would have said. All 0 to 1; null where unknown. */
export interface RangeBar {
  readonly name: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly worstLow: number | null;
  readonly worstHigh: number | null;
}

const at = (share: number): string => `${Math.max(0, Math.min(100, share * 100))}%`;
const spanOf = (low: number, high: number): { left: string; width: string } => ({ left: at(low), width: at(high - low) });

/** Shares as bars from zero: measured solid, its range as a line, what cannot be known hatched. */
export function RangeBars({ bars }: { bars: readonly RangeBar[] }) {
  return (
    <>
      <ul className="range-bars">
        {bars.map((bar) => (
          <li key={bar.name}>
            <span className="range-name">{bar.name}</span>
            <span className="range-lane" role="img" aria-label={sentenceOf(bar)}>
              {bar.worstLow !== null && bar.worstHigh !== null ? <span className="range-unknown" style={spanOf(bar.worstLow, bar.worstHigh)} /> : null}
              {bar.value !== null ? <span className="range-measured" style={{ width: at(bar.value) }} /> : null}
              {bar.low !== null && bar.high !== null ? <span className="range-line" style={spanOf(bar.low, bar.high)} /> : null}
            </span>
            <span className="range-value"><strong>{bar.value === null ? '–' : percentText(bar.value)}</strong>{bar.low !== null && bar.high !== null ? <span className="range"> {Math.round(bar.low * 100)}–{Math.round(bar.high * 100)}</span> : null}</span>
          </li>
        ))}
      </ul>
      <ul className="bar-legend range-legend">
        <li><span className="mark range-measured-mark" aria-hidden="true" />of deals that answered</li>
        <li><span className="mark range-line-mark" aria-hidden="true" />8 in 10</li>
        <li><span className="mark range-unknown-mark" aria-hidden="true" />possible with the silent and the misnamed</li>
      </ul>
    </>
  );
}

function sentenceOf({ name, value, low, high, worstLow, worstHigh }: RangeBar): string {
  const range = low === null || high === null ? '' : `, 8 in 10 between ${percentText(low)} and ${percentText(high)}`;
  const worst = worstLow === null || worstHigh === null ? '' : `; with the silent between ${percentText(worstLow)} and ${percentText(worstHigh)}`;
  return `${name}: ${value === null ? 'not known' : percentText(value)}${range}${worst}`;
}
