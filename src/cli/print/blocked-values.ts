import { countWords, type BlockedValuesAnswer } from '../../model/index.ts';

/** A line for each value that says nothing, with what it took out. */
export function blockedLines({ rows, changed }: BlockedValuesAnswer): string[] {
  const width = Math.max(...rows.map(({ pattern }) => pattern.length));
  return [
    ...rows.map(({ kind, pattern, records }) => `${kind.padEnd(7)}  ${pattern.padEnd(width)}  ${records === null ? 'with the next comparison' : `not heeded in ${countWords(records, 'record')}`}`),
    ...(changed ? ['The list is another than the one in force. See who changes before it counts: hindcast resolve run'] : []),
  ];
}
