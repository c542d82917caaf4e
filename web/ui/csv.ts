export type Cell = string | number | boolean | null | undefined;

/** CSV text (RFC 4180). A cell that a spreadsheet would read as a formula gets a leading apostrophe; numbers stay numbers. */
export const csvOf = (headers: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string =>
  [headers, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n');

function cellText(cell: Cell): string {
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const safe = /^[\s]*[=+\-@\t\r＝＋－＠]/.test(cell ?? '') ? `'${cell}` : (cell ?? '');
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands a text file to the browser's download. */
export function saveFile(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
