import { countWords, type CoverageAnswer } from '../../model/index.ts';
import { tableLines } from './table.ts';

/** What is held, which stages that opens, and the next best source. */
export function coverageLines(answer: CoverageAnswer): string[] {
  return [
    ...(answer.tables.length === 0 ? ['Nothing is held yet.'] : tableLines(answer.tables, [
      { title: 'Source', cell: (table) => table.source }, { title: 'Kind', cell: (table) => table.kind }, { title: 'Rows', align: 'right', cell: (table) => table.rows.toLocaleString('en-GB') },
      { title: 'From', cell: (table) => table.firstAt?.slice(0, 10) ?? 'no dates' }, { title: 'Until', cell: (table) => table.lastAt?.slice(0, 10) ?? '' },
      { title: 'Filled', align: 'right', cell: (table) => `${Math.round(table.complete * 100)} %` },
    ])),
    ...answer.tables.flatMap((table) => (table.truncation ? [`${table.source}, ${table.kind}: ${table.truncation}`] : [])), '',
    ...answer.stages.map((stage) => `${stage.open ? 'open  ' : 'locked'}  ${stage.name.replaceAll('_', ' ')}: ${stage.why}${stage.unlockedBy ? ` Opened by: ${stage.unlockedBy}.` : ''}`),
    ...(answer.nextBest ? ['', `Next best source: ${answer.nextBest.source}. ${answer.nextBest.why}`, ...Object.entries(answer.nextBest.how).map(([system, report]) => `  ${system}: ${report}`)] : []),
    ...(answer.staleDays !== null && answer.staleDays > 14 ? [`Data is ${countWords(answer.staleDays, 'day')} old.`] : []),
  ];
}
