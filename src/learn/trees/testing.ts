/** For tests: models that nobody trained, and rows that meet every kind of node. */
import { randomStream, type RandomStream } from '../random.ts';
import type { Cell } from './category-codes.ts';
import type { Objective } from './objectives.ts';
import type { Tree, TreeModel } from './tree-model.ts';

const cuts = [-3, -1, 0, 0.1, 1 / 3, 1, 2.5, 1e-300, 1e17, Number.MAX_VALUE];

/** A model with three features that are numbers and two that are categories, whose trees ask at random. */
export function randomModel(seed: number, options: { readonly trees?: number; readonly depth?: number; readonly objective?: Objective; readonly outputs?: number } = {}): TreeModel {
  const random = randomStream('random model', seed);
  const outputs = options.outputs ?? 1;
  const categories = [null, ['red', "it's \\ \"odd\"", 'grün', ''], null, Array.from({ length: 40 }, (_, i) => `c${i}`), null];
  const draft = { categories, depth: options.depth ?? 4, random };
  const trees = Array.from({ length: (options.trees ?? 4) * outputs }, (_, index) => randomTree(draft, index % outputs));
  return { format: 'hindcast-trees', version: 2, objective: options.objective ?? { kind: 'squared' }, features: ['a', 'colour', 'b', 'code', 'c'], categories, base: Array.from({ length: outputs }, () => random() - 0.5), trees };
}

interface Draft {
  readonly categories: ReadonlyArray<readonly string[] | null>;
  readonly depth: number;
  readonly random: RandomStream;
}

type Growing = { -readonly [K in keyof Required<Tree>]: K extends 'output' ? number : K extends 'leftCodes' ? Array<number[] | null> : number[] };

function randomTree(draft: Draft, output: number): Tree {
  const tree: Growing = { output, left: [], right: [], feature: [], threshold: [], missingLeft: [], leftCodes: [], unseenLeft: [], value: [], cover: [], gain: [] };
  const grow = (depth: number, cover: number): number => {
    const node = addNode(tree, draft, cover);
    if (depth === draft.depth || (depth > 0 && draft.random() < 0.2)) return node;
    split(tree, draft, node);
    const share = 0.1 + 0.8 * draft.random();
    tree.left[node] = grow(depth + 1, cover * share);
    tree.right[node] = grow(depth + 1, cover * (1 - share));
    return node;
  };
  grow(0, 100);
  return tree;
}

function addNode(tree: Growing, { random }: Draft, cover: number): number {
  for (const name of ['feature', 'threshold', 'missingLeft', 'unseenLeft', 'gain'] as const) tree[name].push(0);
  tree.leftCodes.push(null);
  tree.right.push(-1);
  tree.value.push(random() * 2 - 1);
  tree.cover.push(cover);
  return tree.left.push(-1) - 1;
}

function split(tree: Growing, { categories, random }: Draft, node: number): void {
  const feature = Math.floor(random() * categories.length);
  const words = categories[feature] ?? null;
  tree.feature[node] = feature;
  tree.missingLeft[node] = random() < 0.5 ? 1 : 0;
  tree.gain[node] = random();
  if (words === null) tree.threshold[node] = cuts[Math.floor(random() * cuts.length)] as number;
  else {
    tree.leftCodes[node] = words.map((_, code) => code).filter(() => random() < 0.5);
    tree.unseenLeft[node] = random() < 0.5 ? 1 : 0;
  }
}

/** One row: missing cells, values at and just below the cuts, categories known and not. */
export function randomRow({ categories }: TreeModel, random: RandomStream): Cell[] {
  return (categories ?? []).map((words) => {
    if (random() < 0.15) return words === null ? NaN : null;
    if (words !== null) return random() < 0.15 ? 'never seen' : (words[Math.floor(random() * words.length)] as string);
    const cut = cuts[Math.floor(random() * cuts.length)] as number;
    return random() < 0.4 ? random() * 6 - 3 : random() < 0.5 ? cut : cut * (1 - 2 ** -53);
  });
}

export const columnsOf = (rows: ReadonlyArray<readonly Cell[]>, width: number): Cell[][] => Array.from({ length: width }, (_, feature) => rows.map((row) => row[feature]));
