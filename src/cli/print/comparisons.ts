import type { ComparisonFamily, ComparisonsAnswer } from '../../model/index.ts';
import { tableLines } from './table.ts';

const upTo = (count: number | null): string => (count === null ? 'no test' : count.toFixed(1));

/** The families in a table, then each with its rule. Single comparisons are in `--json`. */
export const comparisonLines = ({ sentence, families }: ComparisonsAnswer): string[] => [
  sentence, '',
  ...tableLines(families, [
    { title: 'Family', cell: (family) => family.family }, { title: 'Made', align: 'right', cell: (family) => String(family.tested) },
    { title: 'By chance, each alone', align: 'right', cell: (family) => upTo(family.byChance) }, { title: 'Findings', align: 'right', cell: (family) => String(family.claimed) },
    { title: 'Of these chance, at most', align: 'right', cell: (family) => upTo(family.expectedFalse) }, { title: 'Seen again later', align: 'right', cell: (family) => String(family.confirmed) },
    { title: 'Lapsed', align: 'right', cell: (family) => String(family.lapsed) },
  ]), '',
  ...families.filter((family) => family.tested > 0).flatMap(familyLines),
];

const familyLines = ({ asks, rule, confirmation }: ComparisonFamily): string[] => [asks, `  ${rule}`, `  ${confirmation}`];
