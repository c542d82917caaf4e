import type { DefinitionId, Unit } from '../../src/model/index.ts';
import { NumberButton } from './number-button.tsx';
import { dayText, many, rangeText, valueText } from './words.ts';

interface PredictedProps {
  readonly value: number;
  /** The 8-in-10 range. Without it a prediction is not shown, so it is required. */
  readonly low: number;
  readonly high: number;
  /** Rows it rests on. */
  readonly n: number;
  /** Date of knowledge, ISO. */
  readonly freshness: string;
  readonly unit: Unit;
  readonly currency?: string | null;
  readonly definition: DefinitionId;
  readonly comparison?: string;
  readonly size?: 'large' | 'row';
}

/** A predicted number: the value, its range beside it, the comparison below, n and freshness muted. */
export function Predicted({ value, low, high, n, freshness, unit, currency = null, definition, comparison, size = 'large' }: PredictedProps) {
  const shown = valueText(value, unit, currency, [low, high]);
  if (size === 'row') return <span className="predicted-row"><strong>{shown}</strong> <span className="range">({rangeText(low, high, unit, currency)})</span></span>;
  return (
    <div className="figure predicted">
      <p className="figure-line">
        <NumberButton definition={definition}><span className="figure-value">{shown}</span></NumberButton>
        <span className="range"> 8 in 10: {rangeText(low, high, unit, currency)}</span>
      </p>
      {comparison ? <p className="figure-comparison">{comparison}</p> : null}
      <p className="muted small">{many(n, 'row')} · as of {dayText(freshness)}</p>
    </div>
  );
}
