import { benchResults, type BenchFigure, type BenchResult } from '../../data/bench-results.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, dayText, many } from '../../ui/words.ts';

/** What this version does where the truth is known: measured beforehand on made-up companies, promises that were not kept first. */
export function TruthScreen() {
  const promised = benchResults.flatMap((result) => result.figures).filter((figure) => figure.kept !== null);
  const kept = promised.filter((figure) => figure.kept).length;
  return (
    <>
      <ScreenHead title="Truth" sentence={`Held against known truths, ${countText(kept)} of ${many(promised.length, 'promise')} ${promised.length === 1 ? 'is' : 'are'} kept.`} />
      <p>This is not your data. It was measured before this version was built and comes with it; how right it is on your own past is under Models. How the companies are made, and what is planted in them, stands in <code>docs/market.md</code> of the source.</p>
      {benchResults.map((result) => <Bench key={result.bench} result={result} />)}
    </>
  );
}

const titles: Readonly<Record<string, string>> = {
  truth: 'Ranges, chances and leaks', influence: 'Who moved the buyers', 'hold-outs': 'Comparison groups, looked at every day', permuted: 'Real exports whose outcomes were dealt out by chance', plasmode: 'Real columns with planted effects',
};

function Bench({ result }: { result: BenchResult }) {
  const figures = result.figures.map((figure, at) => ({ ...figure, of: referent(result.figures, at) }));
  const promised = figures.filter((figure) => figure.kept !== null).toSorted((a, b) => Number(a.kept) - Number(b.kept));
  return (
    <Section title={titles[result.bench] ?? result.bench} aside={<span className="tag">measured {dayText(result.measuredAt)}</span>}>
      <p>{result.asks}</p>
      <RowTable label={`Promises: ${result.bench}`} rows={promised} columns={promiseColumns} keyOf={(row) => row.name} csvName={`truth-${result.bench}`} empty={null} />
      {figures.length > promised.length ? (
        <details>
          <summary>All {many(figures.length, 'figure')}, losses included</summary>
          <RowTable label={`Figures: ${result.bench}`} rows={figures} columns={allColumns} keyOf={(row) => row.name} csvName={`truth-${result.bench}-all`} empty={null} />
        </details>
      ) : null}
      <p className="muted small">Measure it again: <code>npm run bench -- {result.bench}</code>, seed {result.seed}.</p>
    </Section>
  );
}

const short = (value: number): string => (Math.abs(value) >= 1_000 ? countText(value) : String(Number(value.toPrecision(3))).replace('-', '−'));
const withUnit = (value: number, unit: string): string => (unit === '' ? short(value) : `${short(value)} ${unit}`);

function promiseText({ atLeast, atMost }: BenchFigure): string {
  return [...(atLeast === undefined ? [] : [`at least ${short(atLeast)}`]), ...(atMost === undefined ? [] : [`at most ${short(atMost)}`])].join(', ');
}

function spreadText({ values }: BenchFigure): string | null {
  return values.length < 2 ? null : `${short(Math.min(...values))} to ${short(Math.max(...values))}`;
}

/** A figure with the one before it that its name speaks of. */
type Figure = BenchFigure & { readonly of: BenchFigure | undefined };

const speaksOfAnother = /^of these|\bthe same\b|\bthat rule\b/;
/** "Of these found" says nothing alone: the last figure that stands for itself is what it is about. */
const referent = (figures: readonly BenchFigure[], at: number): BenchFigure | undefined =>
  (speaksOfAnother.test(figures[at]?.name ?? '') ? figures.slice(0, at).findLast((figure) => !speaksOfAnother.test(figure.name)) : undefined);

const nameOf = ({ name, of }: Figure): React.ReactNode => <>{name}{of ? <span className="second-line">{of.name}: {withUnit(of.median, of.unit)}</span> : null}</>;
const nameColumn: Column<Figure> = { id: 'name', header: 'What', value: (row) => row.name, show: nameOf, card: 'title' };
const valueColumn: Column<Figure> = { id: 'value', header: 'Measured', value: (row) => row.median, show: (row) => withUnit(row.median, row.unit), number: true };

const promiseColumns: Array<Column<Figure>> = [
  nameColumn, valueColumn,
  { id: 'promise', header: 'Promised', value: promiseText, number: true },
  { id: 'kept', header: 'Kept', value: (row) => row.kept, show: (row) => <span className={`tag ${row.kept ? 'won' : 'lost'}`}>{row.kept ? 'kept' : 'not kept'}</span> },
];
const allColumns: Array<Column<Figure>> = [nameColumn, valueColumn, { id: 'spread', header: 'Lowest and highest round', value: spreadText, number: true }];
