import type { Objective } from './objectives.ts';
import { checkedModel, type Tree, type TreeModel } from './tree-model.ts';

export interface SqlOptions {
  /** Column of each feature, in the model's order. */
  readonly columns: readonly string[];
  /** Every column that may be named; one outside is refused, so that no name from elsewhere reaches a statement. */
  readonly allowed: readonly string[];
  /** The margin (log odds, log rate), or what `treeScorer` predicts; the prediction if left out. */
  readonly answer?: 'margin' | 'prediction';
  /** Which of the model's outputs; the first if left out. */
  readonly output?: number;
}

/** More would make statements of some hundred thousand characters, which the engine refuses to parse. */
const mostTrees = 30;

/**
 * A model as an expression in ClickHouse's dialect, of type Float64, with no alias and no parameter. Columns of numbers may be of any
 * number type, NULL and NaN are missing; columns of categories are texts (or whole numbers), NULL is missing. Numbers are printed so that
 * they read back exactly and leaves are added in the scorer's order, so margins are the scorer's to the last bit; predictions may
 * differ in it by the engine's exponential. Pure: nothing is run. Throws a RangeError for more than 30 trees (score those by
 * `treeScorer`), a column that is not allowed, and columns that are not as many as the features.
 */
export function treeSql(model: TreeModel, { columns, allowed, answer = 'prediction', output = 0 }: SqlOptions): string {
  checkedModel(model);
  if (columns.length !== model.features.length) throw new RangeError(`The model has ${model.features.length} features, but ${columns.length} columns are named`);
  const stranger = columns.find((column) => !allowed.includes(column));
  if (stranger !== undefined) throw new RangeError(`The column ${stranger} is not allowed`);
  if (!(Number.isInteger(output) && output >= 0 && output < model.base.length)) throw new RangeError(`There is no output ${output}`);
  const needed = answer === 'prediction' && model.objective.kind === 'softmax' ? model.base.map((_, k) => k) : [output];
  const count = model.trees.filter((tree) => needed.includes(tree.output)).length;
  if (count > mostTrees) throw new RangeError(`An expression holds at most ${mostTrees} trees, not ${count}`);
  const margins = needed.map((k) => marginSql(model, columns, k));
  return answer === 'margin' ? (margins[0] as string) : predictionSql(margins, model.objective, output);
}

function predictionSql(margins: readonly string[], { kind }: Objective, output: number): string {
  const margin = margins[0] as string;
  switch (kind) {
    case 'squared': case 'quantile': return margin;
    case 'logistic': return `(1 / (1 + exp(-${margin})))`;
    case 'poisson': case 'tweedie': case 'cox': return `exp(${margin})`;
    case 'softmax': return `arrayMap(m -> 1 / arraySum(arrayMap(o -> exp(o - m[${output + 1}]), m)), [[${margins.join(', ')}]])[1]`;
  }
}

function marginSql(model: TreeModel, columns: readonly string[], output: number): string {
  const own = model.trees.filter((tree) => tree.output === output);
  const words = (feature: number): readonly string[] => model.categories?.[feature] ?? [];
  return `(${[numberSql(model.base[output] as number), ...own.map((tree) => nodeSql(tree, 0, columns, words))].join(' + ')})`;
}

function nodeSql(tree: Tree, node: number, columns: readonly string[], words: (feature: number) => readonly string[]): string {
  if (tree.left[node] === -1) return numberSql(tree.value[node] as number);
  const column = nameSql(columns[tree.feature[node] as number] as string);
  const codes = tree.leftCodes?.[node] ?? null;
  const goesLeft = codes === null ? belowSql(tree, node, column) : inSetSql(tree, node, column, codes, words(tree.feature[node] as number));
  const [left, right] = [tree.left[node], tree.right[node]].map((child) => nodeSql(tree, child as number, columns, words));
  return `if(${goesLeft}, ${left}, ${right})`;
}

function belowSql(tree: Tree, node: number, column: string): string {
  const value = `ifNull(toFloat64(${column}), nan)`;
  // NaN is below nothing.
  const below = `${value} < ${numberSql(tree.threshold[node] as number)}`;
  return tree.missingLeft[node] === 1 ? `${below} OR isNaN(${value})` : below;
}

/** The unseen go left where the test is for what goes right. */
function inSetSql(tree: Tree, node: number, column: string, codes: readonly number[], words: readonly string[]): string {
  const [missingLeft, unseenLeft] = [tree.missingLeft[node] === 1, tree.unseenLeft?.[node] === 1];
  const isLeft = new Set(codes);
  const listed = words.filter((_, code) => isLeft.has(code) !== unseenLeft);
  const known = listed.length === 0 ? (unseenLeft ? '1' : '0') : `toString(${column}) ${unseenLeft ? 'NOT IN' : 'IN'} (${listed.map(textSql).join(', ')})`;
  return missingLeft ? `isNull(${column}) OR ${known}` : `isNotNull(${column}) AND ${known}`;
}

/** With an exponent, so that it is a Float64 whatever its value; JavaScript prints the shortest digits that read back exactly. */
function numberSql(value: number): string {
  const digits = String(value);
  return value < 0 ? `(${digits.includes('e') ? digits : `${digits}e0`})` : digits.includes('e') ? digits : `${digits}e0`;
}

const escaped = (text: string, quote: string): string => text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\0', '\\0');
const textSql = (text: string): string => `'${escaped(text, "'")}'`;
const nameSql = (name: string): string => `\`${escaped(name, '`')}\``;
