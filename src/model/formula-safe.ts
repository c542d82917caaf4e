const trigger = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)*%?$/;

const startsFormula = (cell: string): boolean => trigger.test(cell) && !plainNumber.test(cell);

/**
 * A cell that no spreadsheet takes for a formula: one that starts with `= + - @`, tab, line break or their full-width
 * forms gets a leading apostrophe, unless it is a plain number. Apostrophes already in front are doubled up by one, so that
 * `formulaRestored(formulaSafe(cell)) === cell` for every cell.
 * Source: OWASP, "CSV Injection".
 */
export const formulaSafe = (cell: string): string => (startsFormula(cell) ? `'${cell}` : cell);

/** Takes back what `formulaSafe` put in front. */
export const formulaRestored = (cell: string): string =>
  cell.startsWith("'") && startsFormula(cell.slice(1)) ? cell.slice(1) : cell;
