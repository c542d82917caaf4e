import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, isTypeScript } from './files.mjs';

/** Names of tables with rows about people, where a text reads them; and the function that makes such names. */
const namesPeople = /\b(?:contacts|leads|activities|buyer_answers)_(?:versions|incoming)\b|\b(?:FROM|JOIN)\s+(?:contacts|leads|activities|buyer_answers|ask_facts|delay_facts|events|touch_rows)\b|\bversionsTable\b/;
const isOutsideTheGate = (path) => isTypeScript(path) && !path.startsWith('src/store/facts/') && !/\.test\.tsx?$/.test(path);

/** Rows about people are read through `visibleRows(kind, purpose)`, which leaves out who refuses; nothing else may name their tables. */
export function checkGate(root) {
  const files = filesUnder(root, ['src'], isOutsideTheGate);
  const problems = files.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((text, index) => (namesPeople.test(text) ? [`${path}:${index + 1}: reads people past the gate; use visibleRows(kind, purpose)`] : [])),
  );
  return { line: `reads of people in ${files.length} files pass the gate`, problems };
}
