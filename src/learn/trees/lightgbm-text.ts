import { blocksOf, numbersOf, type Block } from './lightgbm-lines.ts';
import type { Objective } from './objectives.ts';
import { nextAbove } from './single-precision.ts';
import { checkedModel, type Tree, type TreeModel } from './tree-model.ts';

/** What LightGBM takes for zero: 1e-35 in single precision. */
const zeroEnd = Math.fround(1e-35);
/** A split that takes zero for missing may need its subtrees twice; a tree that grows beyond this is refused. */
const mostNodes = 1_000_000;

/**
 * Reads a model that LightGBM saved as text (versions 2 to 4 of the library; it has no specification, so this follows what its
 * reader does): x ≤ threshold goes left, in doubles, which is x < the next double here; the missing go left by bit 1 of a
 * decision where it says that NaN is missing, count as zero where it says that nothing is, and where zero is missing, numbers up to
 * 1e-35 go with them. Categories in a node's set go left, all others and the missing right. Where the file keeps the categories
 * of a pandas frame, these are the dictionary, otherwise the decimal texts of the whole numbers that it knows. Cover is the
 * count of rows, from which LightGBM's own contributions follow. The objective's line does not tell a Tweedie power. Throws a RangeError that names what cannot be read: ranking and other
 * objectives, linear leaves, averaged forests.
 */
export function readLightgbmText(text: string): TreeModel {
  const { header, trees, pandas } = blocksOf(text);
  const objective = objectiveFrom(header['objective'] ?? '');
  const outputs = Number(header['num_tree_per_iteration'] ?? 1);
  if (outputs !== (objective.kind === 'softmax' ? objective.classes : 1)) throw new RangeError(`An objective ${objective.kind} does not have ${outputs} trees an iteration`);
  const features = (header['feature_names'] ?? '').split(' ').filter((name) => name !== '');
  if (features.length !== Number(header['max_feature_idx']) + 1) throw new RangeError('feature_names must name each feature up to max_feature_idx');
  const known = categoriesKnown((header['feature_infos'] ?? '').split(' '), trees, features.length);
  const words = known && wordsFor(known, pandas);
  const stretch = Number(/sigmoid:(\S+)/.exec(header['objective'] ?? '')?.[1] ?? 1);
  const dictionaries = words === null ? { version: 1 as const } : { version: 2 as const, categories: words };
  const read = trees.map((block, index) => new Reading(block, known).tree(index % outputs, stretch));
  return checkedModel({ format: 'hindcast-trees', ...dictionaries, objective, features, base: new Array<number>(outputs).fill(0), trees: read });
}

function objectiveFrom(line: string): Objective {
  const [name = '', ...settings] = line.split(' ');
  const setting = (key: string): number => Number(settings.find((one) => one.startsWith(`${key}:`))?.slice(key.length + 1));
  if (settings.includes('sqrt')) throw new RangeError('Models of a square root are not read');
  switch (name) {
    case 'regression': case 'regression_l1': case 'huber': case 'fair': case 'mape': return { kind: 'squared' };
    case 'quantile': return { kind: 'quantile', share: setting('alpha') };
    case 'binary': case 'cross_entropy': return { kind: 'logistic' };
    case 'poisson': return { kind: 'poisson' };
    case 'tweedie': return { kind: 'tweedie' };
    case 'multiclass': return { kind: 'softmax', classes: setting('num_class') };
    default: throw new RangeError(`LightGBM's objective ${name === '' ? 'that is not named' : name} is not read`);
  }
}

/** Per feature the whole numbers that are its categories, rising; null where it is a number; null altogether where every feature is. */
function categoriesKnown(infos: readonly string[], trees: readonly Block[], features: number): Array<number[] | null> | null {
  const found = Array.from({ length: features }, (_, feature) => (/^-?\d+(:-?\d+)*$/.test(infos[feature] ?? '') ? new Set((infos[feature] as string).split(':').map(Number).filter((code) => code >= 0)) : null));
  for (const block of trees) {
    const reading = new Reading(block, null);
    for (const { feature, codes } of reading.sets()) for (const code of codes) (found[feature] ??= new Set()).add(code);
  }
  return found.some((codes) => codes !== null) ? found.map((codes) => codes && [...codes].sort((a, b) => a - b)) : null;
}

/** The dictionary: pandas' own categories where there is a list of them for each such feature, else decimal texts. */
function wordsFor(known: ReadonlyArray<readonly number[] | null>, pandas: ReadonlyArray<readonly unknown[]> | null): Array<string[] | null> {
  const withCategories = known.flatMap((codes, feature) => (codes === null ? [] : [feature]));
  const lists = pandas?.length === withCategories.length ? pandas : null;
  return known.map((codes, feature) => {
    const list = lists?.[withCategories.indexOf(feature)];
    return codes && codes.map((code) => String(list === undefined || code >= list.length ? code : list[code]));
  });
}

/** One tree's block of lines while it is turned into a tree. */
class Reading {
  private readonly numbers: (name: string) => number[];
  private readonly codes: ReadonlyArray<ReadonlyMap<number, number> | null>;
  private readonly isPlain: boolean;
  private readonly grown = { left: [] as number[], right: [] as number[], feature: [] as number[], threshold: [] as number[], missingLeft: [] as number[], leftCodes: [] as Array<number[] | null>, unseenLeft: [] as number[], value: [] as number[], cover: [] as number[], gain: [] as number[] };

  constructor(block: Block, known: ReadonlyArray<readonly number[] | null> | null) {
    const held = new Map<string, number[]>();
    this.numbers = (name) => {
      const numbers = held.get(name) ?? numbersOf(block, name);
      held.set(name, numbers);
      return numbers;
    };
    if (block['is_linear'] === '1') throw new RangeError('Linear leaves are not read');
    this.isPlain = known === null;
    this.codes = (known ?? []).map((codes) => codes && new Map(codes.map((code, place) => [code, place])));
  }

  /** The sets that nodes ask for. */
  sets(): Array<{ readonly feature: number; readonly codes: number[] }> {
    if (this.leaves() === 1) return [];
    return this.numbers('decision_type').flatMap((type, node) => ((type & 1) === 1 ? [{ feature: this.numbers('split_feature')[node] as number, codes: this.setAt(node) }] : []));
  }

  private setAt(node: number): number[] {
    const which = this.numbers('threshold')[node] as number;
    const bounds = this.numbers('cat_boundaries');
    const words = this.numbers('cat_threshold').slice(bounds[which], bounds[which + 1]);
    return words.flatMap((word, at) => Array.from({ length: 32 }, (_, bit) => ((word >>> bit) & 1 ? at * 32 + bit : -1))).filter((code) => code >= 0);
  }

  tree(output: number, stretch: number): Tree {
    if (this.leaves() === 1) this.leaf(0);
    else this.node(0);
    const { leftCodes, unseenLeft, ...rest } = this.grown;
    const tree = { output, ...rest, value: rest.value.map((value) => value * stretch) };
    return this.isPlain ? tree : { ...tree, leftCodes, unseenLeft };
  }

  private add(value: number, cover: number): number {
    const { grown } = this;
    if (grown.left.length >= mostNodes) throw new RangeError('A tree that takes zero for missing became too large');
    for (const name of ['feature', 'threshold', 'missingLeft', 'unseenLeft', 'gain'] as const) grown[name].push(0);
    grown.leftCodes.push(null);
    grown.right.push(-1);
    grown.value.push(value);
    grown.cover.push(cover);
    return grown.left.push(-1) - 1;
  }

  private leaves(): number {
    return this.numbers('num_leaves')[0] ?? 0;
  }

  private leaf(leaf: number): number {
    return this.add(this.numbers('leaf_value')[leaf] as number, this.numbers('leaf_count')[leaf] ?? 0);
  }

  /** Appends what hangs on a child: an inner node, or the leaf ~child. Copies have no rows of their own. */
  private node(child: number, isCopy = false): number {
    const id = child < 0 ? this.leaf(~child) : this.split(child, isCopy);
    if (isCopy) this.grown.cover.fill(0, id);
    return id;
  }

  private split(node: number, isCopy: boolean): number {
    const type = this.numbers('decision_type')[node] as number;
    const id = this.add(this.numbers('internal_value')[node] ?? 0, this.numbers('internal_count')[node] ?? 0);
    const [left, right] = [this.numbers('left_child')[node] as number, this.numbers('right_child')[node] as number];
    this.grown.gain[id] = this.numbers('split_gain')[node] ?? 0;
    for (const child of [left, right]) if (!(child < 0 ? ~child < this.leaves() : child > node && child < this.leaves() - 1)) throw new RangeError(`A child of node ${node} must come after it and be there`);
    if ((type & 1) === 1) this.askSet(id, node);
    const [first, ...others] = (type & 1) === 1 ? [] : cutsOf(this.numbers('threshold')[node] as number, type);
    if (first) this.ask(id, node, first);
    this.grown.left[id] = this.node(left, isCopy || others.length > 0);
    this.grown.right[id] = others.length === 0 ? this.node(right, isCopy) : this.rest(node, others, isCopy);
    return id;
  }

  /** The further cuts of a split where zero goes another way than its neighbours. The rows are counted at the last. */
  private rest(node: number, cuts: readonly Cut[], isCopy: boolean): number {
    const [cut, ...others] = cuts as [Cut, ...Cut[]];
    const [left, right] = [this.numbers('left_child')[node] as number, this.numbers('right_child')[node] as number];
    const id = this.add(0, this.numbers('internal_count')[node] ?? 0);
    this.ask(id, node, cut);
    this.grown.left[id] = this.node(cut.isLeft ? left : right, isCopy || others.length > 0);
    this.grown.right[id] = others.length === 0 ? this.node(cut.isLeft ? right : left, isCopy) : this.rest(node, others, isCopy);
    return id;
  }

  private ask(id: number, node: number, { below, missingLeft }: Cut): void {
    this.grown.feature[id] = this.numbers('split_feature')[node] as number;
    this.grown.threshold[id] = below;
    this.grown.missingLeft[id] = missingLeft ? 1 : 0;
  }

  private askSet(id: number, node: number): void {
    const feature = this.numbers('split_feature')[node] as number;
    this.grown.feature[id] = feature;
    this.grown.leftCodes[id] = this.setAt(node).map((code) => this.codes[feature]?.get(code) as number).sort((a, b) => a - b);
  }
}

/** Below `below` a number goes LightGBM's left way, or its right; a number beyond the last cut goes the way that this did not. */
interface Cut {
  readonly below: number;
  readonly isLeft: boolean;
  readonly missingLeft: boolean;
}

const above = (value: number): number => Math.min(nextAbove(value), Number.MAX_VALUE);

function cutsOf(threshold: number, type: number): Cut[] {
  const [defaultLeft, missing] = [(type & 2) === 2, (type >> 2) & 3];
  const plain = { below: above(threshold), isLeft: true };
  if (missing === 0) return [{ ...plain, missingLeft: threshold >= 0 }];
  if (missing === 2) return [{ ...plain, missingLeft: defaultLeft }];
  return zeroCuts(threshold, defaultLeft);
}

/** Zero and the missing go one way, the others by the threshold: one cut, or three where zero lies on the wrong side of it. */
function zeroCuts(threshold: number, defaultLeft: boolean): Cut[] {
  if (defaultLeft && threshold >= -zeroEnd) return [{ below: above(Math.max(threshold, zeroEnd)), isLeft: true, missingLeft: true }];
  if (!defaultLeft && threshold < zeroEnd) return [{ below: Math.min(above(threshold), -zeroEnd), isLeft: true, missingLeft: false }];
  if (defaultLeft) return [{ below: above(threshold), isLeft: true, missingLeft: true }, { below: -zeroEnd, isLeft: false, missingLeft: false }, { below: above(zeroEnd), isLeft: true, missingLeft: false }];
  return [{ below: -zeroEnd, isLeft: true, missingLeft: false }, { below: above(zeroEnd), isLeft: false, missingLeft: true }, { below: above(threshold), isLeft: true, missingLeft: false }];
}
