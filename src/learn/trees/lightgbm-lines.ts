/** Lines `key=value` that stand together. */
export type Block = Readonly<Record<string, string>>;

export interface LightgbmBlocks {
  readonly header: Block;
  readonly trees: readonly Block[];
  /** Categories of the pandas columns that had any, in the order of the columns. */
  readonly pandas: ReadonlyArray<readonly unknown[]> | null;
}

/** Takes a LightGBM model file apart. Throws a RangeError where it is none or ends early. */
export function blocksOf(text: string): LightgbmBlocks {
  const lines = text.split(/\r?\n/);
  if (lines[0] !== 'tree') throw new RangeError('Not a LightGBM model: its first line must be "tree"');
  const end = lines.indexOf('end of trees');
  if (end < 0) throw new RangeError('A LightGBM model must have a line "end of trees"; this one ends early');
  const starts = lines.flatMap((line, at) => (at < end && line.startsWith('Tree=') ? [at] : []));
  const header = blockOf(lines.slice(1, starts[0] ?? end));
  if ('average_output' in header) throw new RangeError('Averaged forests are not read');
  return { header, trees: starts.map((start, at) => blockOf(lines.slice(start, starts[at + 1] ?? end))), pandas: pandasIn(lines.slice(end)) };
}

const blockOf = (lines: readonly string[]): Block => Object.fromEntries(lines.filter((line) => line !== '').map((line) => {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}));

function pandasIn(lines: readonly string[]): LightgbmBlocks['pandas'] {
  const line = lines.find((one) => one.startsWith('pandas_categorical:'));
  if (line === undefined) return null;
  try {
    const lists: unknown = JSON.parse(line.slice('pandas_categorical:'.length));
    return Array.isArray(lists) && lists.every((list) => Array.isArray(list)) ? (lists as unknown[][]) : null;
  } catch (error) {
    throw new RangeError('pandas_categorical must be JSON', { cause: error });
  }
}

/** The numbers of a line; none where the line is not there. Throws a RangeError for what is no number. */
export function numbersOf(block: Block, name: string): number[] {
  const words = (block[name] ?? '').split(' ').filter((word) => word !== '');
  return words.map((word) => {
    const value = Number(word);
    if (Number.isNaN(value)) throw new RangeError(`Tree ${block['Tree'] ?? '?'}: ${name} holds ${word}, which is no number`);
    return value;
  });
}
