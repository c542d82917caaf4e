const manyDigits = /\d{16}/;

/** JSON.parse that keeps the digits of numbers which no double holds: such a number stays text (ECMA-262, JSON.parse with source). */
export function parseExactly(line: string): unknown {
  return manyDigits.test(line) ? JSON.parse(line, keepDigits) : JSON.parse(line);
}

function keepDigits(this: unknown, _key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && source.length > 15 && String(value) !== source ? source : value;
}
