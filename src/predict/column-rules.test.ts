import { expect, test } from 'vitest';
import { segmentations } from '../history/leaks/segments.ts';
import { aDeal, aLog } from '../history/testing.ts';
import { columnRules, usedColumns } from './column-rules.ts';

const day = 86_400_000;
const deals = Array.from({ length: 200 }, (_, index) => aDeal({
  id: `d${index}`, createdAt: index * day, outcome: { kind: index % 3 === 0 ? 'won' : 'lost', at: (index + 20) * day, closedAt: (index + 20) * day },
  stable: { product: index % 2 === 0 ? 'pump' : 'valve', Geschlecht: index % 5 < 2 ? 'w' : 'm', contactAgeGroup: index % 4 < 2 ? '30-39' : '40-49', healthScore: index % 4 < 2 ? 'good' : 'poor' },
}));
const choices = { stableColumns: ['Geschlecht', 'contactAgeGroup'], refusedColumns: [] };

test('columns that tell something sensitive of people are in no model, whatever somebody declared', () => {
  const answers = columnRules(aLog({ deals }), choices);
  const of = (column: string) => answers.find((answer) => answer.column === column);
  expect(of('Geschlecht')).toMatchObject({ status: 'refused', rule: 'sensitive', why: 'it tells gender of a person: never predicted from' });
  expect(of('contactAgeGroup')).toMatchObject({ status: 'refused', rule: 'sensitive' });
  expect(usedColumns(answers, 'deal').sort()).toEqual(['healthScore', 'product']);
});

test('nor do they divide deals in the search for leaks', () => {
  expect(segmentations(aLog({ deals })).map(({ column }) => column).sort()).toEqual(['healthScore', 'product']);
});
