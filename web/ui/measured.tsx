import type { Figure } from '../../src/model/index.ts';
import { NumberButton } from './number-button.tsx';
import { Predicted } from './predicted.tsx';
import { PlaceLink, rowsPlace } from './place-link.tsx';
import { dayText, many, valueText } from './words.ts';
import type { DefinitionId } from '../../src/model/index.ts';

/** A figure as the API gives it. A prediction without its range says so instead of showing a bare number. */
export function FigureView({ figure, label }: { figure: Figure; label: string }) {
  if (figure.kind === 'predicted') return <PredictedFigure figure={figure} label={label} />;
  return (
    <div className="figure">
      <p className="figure-label">{label}</p>
      <p className="figure-line"><NumberButton definition={figure.definition}><span className="figure-value">{valueText(figure.value, figure.unit, figure.currency ?? null)}</span></NumberButton></p>
      {figure.comparison ? <p className="figure-comparison">{figure.comparison}</p> : null}
      <p className="muted small">
        {figure.rows ? <PlaceLink {...rowsPlace(figure.rows)}>{many(figure.n, 'row')}</PlaceLink> : many(figure.n, 'row')} · data through {dayText(figure.dataThrough)}
      </p>
    </div>
  );
}

function PredictedFigure({ figure, label }: { figure: Figure; label: string }) {
  const { value, low, high } = figure;
  return (
    <div className="figure">
      <p className="figure-label">{label}</p>
      {value === null || low === undefined || high === undefined
        ? <p className="muted">Not shown: it came without a range.</p>
        : <Predicted value={value} low={low} high={high} n={figure.n} freshness={figure.asOf} unit={figure.unit} currency={figure.currency ?? null} definition={figure.definition as DefinitionId} {...(figure.comparison ? { comparison: figure.comparison } : {})} />}
    </div>
  );
}
