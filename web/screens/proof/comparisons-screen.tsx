import { useEffect } from 'react';
import type { ComparisonFamily, ComparisonMade, ComparisonsAnswer } from '../../../src/model/index.ts';
import { useComparisons } from '../../data/questions.ts';
import { useAddress } from '../../data/url-state.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, many } from '../../ui/words.ts';
import { Verdict } from './verdict.tsx';

/** One register of every comparison made, found or not: so that nobody has to wonder how many were tried until one stood out. */
export function ComparisonsScreen() {
  const comparisons = useComparisons();
  return <Answer of={comparisons} lines={12}>{(answer) => <Register answer={answer} />}</Answer>;
}

function Register({ answer }: { answer: ComparisonsAnswer }) {
  const { tab } = useAddress();
  useTakenThere(tab);
  const chosen = answer.families.find(({ family }) => family === tab) ?? answer.families.find(({ tested }) => tested > 0);
  return (
    <>
      <ScreenHead title="Comparisons" sentence={answer.sentence} />
      <RowTable label="Families of comparisons" rows={answer.families} columns={familyColumns} keyOf={(row) => row.family} csvName="comparisons" empty={null} total={`${many(answer.tested, 'comparison')}, ${many(answer.claimed, 'finding')}`} />
      <p className="muted small">By chance at 1 in 20: so many findings would come of comparisons without any effect, were each judged alone. The rule of each family keeps it lower.</p>
      {chosen ? <Family key={chosen.family} family={chosen} /> : null}
    </>
  );
}

const names: Readonly<Record<ComparisonFamily['family'], string>> = { leaks: 'Leaks', models: 'Models', columns: 'Columns', claims: 'Claims about buyers', ranking: 'Ranking of influences', experiments: 'Experiments' };
const chance = ({ tested }: ComparisonFamily, count: number | null): React.ReactNode => (count === null ? <span className="muted">no test</span> : tested === 0 ? '–' : count.toFixed(1));

const familyColumns: Array<Column<ComparisonFamily>> = [
  { id: 'family', header: 'Family', value: (row) => names[row.family], show: (row) => <PlaceLink to="/proof/comparisons" search={{ tab: row.family }}>{names[row.family]}</PlaceLink>, card: 'title' },
  { id: 'tested', header: 'Made', value: (row) => row.tested, show: (row) => countText(row.tested), number: true },
  { id: 'chance', header: 'By chance at 1 in 20', value: (row) => row.byChance, show: (row) => chance(row, row.byChance), number: true },
  { id: 'claimed', header: 'Findings', value: (row) => row.claimed, show: (row) => <strong>{countText(row.claimed)}</strong>, number: true },
  { id: 'false', header: 'Of these chance, at most', value: (row) => row.expectedFalse, show: (row) => chance(row, row.expectedFalse), number: true },
  { id: 'confirmed', header: 'Seen again later', value: (row) => row.confirmed, show: (row) => countText(row.confirmed), number: true },
  { id: 'lapsed', header: 'Not held later', value: (row) => row.lapsed, show: (row) => countText(row.lapsed), number: true },
];

const score = (value: number | null): string => (value === null ? '–' : value < 0.001 ? '< 0.001' : value.toFixed(3));
const later = ({ confirmedLater, verdict }: ComparisonMade): string => (verdict === 'not_claimed' ? '–' : confirmedLater === null ? 'cannot tell' : confirmedLater ? 'yes' : 'no');

function columnsOf({ comparisons }: ComparisonFamily): Array<Column<ComparisonMade>> {
  const tested = comparisons.some((one) => one.pValue !== null);
  return [
    { id: 'says', header: 'Compared', value: (row) => row.says, card: 'title' },
    { id: 'found', header: 'Found', value: (row) => row.found },
    ...(tested ? [{ id: 'p', header: 'p, alone', value: (row: ComparisonMade) => row.pValue, show: (row: ComparisonMade) => score(row.pValue), number: true }, { id: 'q', header: 'q, all counted', value: (row: ComparisonMade) => row.qValue, show: (row: ComparisonMade) => score(row.qValue), number: true }] : []),
    { id: 'verdict', header: 'Came of it', value: (row) => row.verdict, show: (row) => <Verdict made={row} /> },
    { id: 'later', header: 'Seen again later', value: later },
  ];
}

const familyId = 'family';

/** Whoever chose a family is taken to it. */
function useTakenThere(tab: string | undefined): void {
  useEffect(() => {
    if (tab) document.getElementById(familyId)?.scrollIntoView();
  }, [tab]);
}

/** One family: how it tells a finding from chance, and every comparison in it. */
function Family({ family }: { family: ComparisonFamily }) {
  return (
    <Section id={familyId} title={`${names[family.family]}: ${family.asks.charAt(0).toLowerCase()}${family.asks.slice(1)}`}>
      <p>{family.rule} {family.confirmation}</p>
      <RowTable label={`Comparisons: ${names[family.family]}`} rows={family.comparisons} columns={columnsOf(family)} keyOf={(row) => row.id} csvName={`comparisons-${family.family}`} empty={<p>No comparison of this kind was made yet: there is too little to compare.</p>} />
    </Section>
  );
}
