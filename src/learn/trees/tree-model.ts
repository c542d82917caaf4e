import type { Objective } from './objectives.ts';

/**
 * One regression tree as parallel arrays, node 0 the root, children after their parent. An inner node sends a known value x left
 * when x < threshold, a missing one (NaN) left when missingLeft is 1. A leaf has left −1.
 */
export interface Tree {
  /** Which of the model's outputs it adds to. */
  readonly output: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly missingLeft: readonly number[];
  /** What a row that ends here adds to the margin, eta included; at inner nodes what it would have added. */
  readonly value: readonly number[];
  /** Sum of second derivatives of the training rows that passed. */
  readonly cover: readonly number[];
  /** Twice the fall of the objective by the split, 0 at leaves. */
  readonly gain: readonly number[];
}

/** Boosted trees as plain data: the margin of output k is base[k] plus its trees' leaves; the objective says what a margin means. */
export interface TreeModel {
  readonly format: 'hindcast-trees';
  readonly version: 1;
  readonly objective: Objective;
  readonly features: readonly string[];
  readonly base: readonly number[];
  readonly trees: readonly Tree[];
}

/** A model as text; reading it back gives the same numbers to the last bit. */
export const writeTreeModel = (model: TreeModel): string => JSON.stringify(model);

/** Reads what `writeTreeModel` wrote. Throws a RangeError that names the first thing that is not as it must be. */
export function readTreeModel(text: string): TreeModel {
  const model = parsed(text) as Partial<TreeModel> | null;
  if (model?.format !== 'hindcast-trees' || model.version !== 1) throw new RangeError('Not a tree model of format hindcast-trees, version 1');
  if (!Array.isArray(model.features) || !Array.isArray(model.base) || !Array.isArray(model.trees) || typeof model.objective?.kind !== 'string') throw new RangeError('A tree model needs features, base, trees and an objective');
  return checkedModel(model as TreeModel);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RangeError('A tree model must be JSON', { cause: error });
  }
}

/** The model, once every tree is known to end: children come after parents, and every number is finite. */
export function checkedModel(model: TreeModel): TreeModel {
  if (model.base.length === 0 || !model.base.every(Number.isFinite)) throw new RangeError('A tree model needs a finite base for each output');
  model.trees.forEach((tree, index) => {
    const problem = problemOf(tree, model);
    if (problem !== null) throw new RangeError(`Tree ${index}: ${problem}`);
  });
  return model;
}

const arrays = ['left', 'right', 'feature', 'threshold', 'missingLeft', 'value', 'cover', 'gain'] as const;

function problemOf(tree: Tree, model: TreeModel): string | null {
  const count = tree.left?.length ?? 0;
  const odd = arrays.find((name) => !Array.isArray(tree[name]) || tree[name].length !== count || !tree[name].every(Number.isFinite));
  if (count === 0 || odd !== undefined) return `${odd ?? 'left'} must hold one finite number for each node`;
  if (!(Number.isInteger(tree.output) && tree.output >= 0 && tree.output < model.base.length)) return `there is no output ${tree.output}`;
  for (let node = 0; node < count; node += 1) {
    if (tree.left[node] === -1) continue;
    const isLater = (child: number | undefined): boolean => Number.isInteger(child) && (child as number) > node && (child as number) < count;
    if (!isLater(tree.left[node]) || !isLater(tree.right[node])) return `children of node ${node} must come after it`;
    const feature = tree.feature[node] as number;
    if (!(Number.isInteger(feature) && feature >= 0 && feature < model.features.length)) return `node ${node} asks for feature ${feature}, which the model does not have`;
  }
  return null;
}
