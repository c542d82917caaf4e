import { formulaSafe, type Reject } from '../model/index.ts';

const header = ['file', 'line', 'column', 'reason', 'value'];

/** Rejects as lines of CSV, header first. No cell starts a formula in a spreadsheet. */
export async function* rejectsFile(rejects: AsyncIterable<Reject> | Iterable<Reject>): AsyncIterable<string> {
  yield `${header.join(',')}\r\n`;
  for await (const reject of rejects) yield `${[reject.file, String(reject.line), reject.column ?? '', reject.reason, reject.value ?? ''].map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const safe = formulaSafe(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
