import { useBacktest, useForecast } from '../data/questions.ts';
import { countText, moneyText } from '../ui/words.ts';

const shownQuarters = 6;

/** The number's history: what was said at the latest week of the last quarters, and what came. */
export function ForecastHistory() {
  const { data: record } = useBacktest();
  const { data: forecast } = useForecast();
  const week = Math.max(...(record?.points ?? []).map((point) => point.week));
  const points = (record?.points ?? []).filter((point) => point.week === week && point.p50 !== null).slice(-shownQuarters);
  const { currency = null, unit = 'money' } = forecast?.[0] ?? {};
  const text = (value: number | null): string => (unit === 'money' ? moneyText(value, currency, [0, value ?? 0]) : countText(value ?? 0));
  if (points.length === 0) return null;
  return (
    <>
      <h3>Its history, said at week {week}</h3>
      <table>
        <thead><tr><th scope="col">Quarter</th><th scope="col" className="number">Said (8 in 10)</th><th scope="col" className="number">Came</th></tr></thead>
        <tbody>{points.map((point) => <tr key={point.quarter}><td>{point.quarter}</td><td className="number">{text(point.p50)} <span className="range">({text(point.p10)}–{text(point.p90)})</span></td><td className="number">{text(point.actual)}</td></tr>)}</tbody>
      </table>
    </>
  );
}
