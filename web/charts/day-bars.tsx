import { countText, many, shortDay } from '../ui/words.ts';

const width = 120;
const height = 24;

/** Counts by day as small bars that begin at zero; a day without any is a line on the ground, so that it is not mistaken for a gap. One sentence tells it to screen readers. */
export function DayBars({ counts, days, unit }: { counts: readonly number[]; days: readonly string[]; unit: string }) {
  const most = Math.max(...counts, 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const step = width / Math.max(1, counts.length);
  const tall = counts.indexOf(Math.max(...counts));
  const sentence = total === 0 ? `No ${unit}s in ${many(counts.length, 'day')}` : `${many(total, unit)} in ${many(counts.length, 'day')}, most on ${shortDay(days[tall] ?? null)}: ${countText(counts[tall] ?? 0)}`;
  return (
    <svg className="day-bars" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={sentence}>
      <title>{sentence}</title>
      {counts.map((count, at) => {
        const tallPx = count === 0 ? 1 : Math.max(2, (count / most) * (height - 1));
        return <rect key={at} className={count === 0 ? 'none' : ''} x={at * step} y={height - tallPx} width={Math.max(1, step - 1)} height={tallPx} />;
      })}
    </svg>
  );
}
