import type { Objective } from './objectives.ts';

/**
 * One regression tree as parallel arrays, node 0 the root, children after their parent. An inner node sends a known value x left
 * when x < threshold, a missing one left when missingLeft is 1. A node that has leftCodes asks for a category instead: those in
 * the list go left, other categories of the model's dictionary right, a category outside the dictionary left when unseenLeft
 * is 1. A leaf has left −1.
 */
export interface Tree {
  /** Which of the model's outputs it adds to. */
  readonly output: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly missingLeft: readonly number[];
  /** At nodes that ask for a category, places in the model's dictionary of the feature, rising; null at others. Left out where no node does. */
  readonly leftCodes?: ReadonlyArray<readonly number[] | null>;
  readonly unseenLeft?: readonly number[];
  /** What a row that ends here adds to the margin, eta included; at inner nodes what it would have added. */
  readonly value: readonly number[];
  /** Sum of second derivatives of the training rows that passed. */
  readonly cover: readonly number[];
  /** Twice the fall of the objective by the split, 0 at leaves. */
  readonly gain: readonly number[];
}

/**
 * Boosted trees as plain data: the margin of output k is base[k] plus its trees' leaves; the objective says what a margin means.
 * Version 2 has categories; a model without them is of version 1, as it was before there were any.
 */
export interface TreeModel {
  readonly format: 'hindcast-trees';
  readonly version: 1 | 2;
  readonly objective: Objective;
  readonly features: readonly string[];
  /** Per feature: the categories that the model knows, whose places are their codes; null where the feature is a number. */
  readonly categories?: ReadonlyArray<readonly string[] | null>;
  readonly base: readonly number[];
  readonly trees: readonly Tree[];
}

/** A model as text; reading it back gives the same numbers to the last bit. */
export const writeTreeModel = (model: TreeModel): string => JSON.stringify(model);

/** Reads what `writeTreeModel` wrote. Throws a RangeError that names the first thing that is not as it must be. */
export function readTreeModel(text: string): TreeModel {
  const model = parsed(text) as Partial<TreeModel> | null;
  if (model?.format !== 'hindcast-trees' || (model.version !== 1 && model.version !== 2)) throw new RangeError('Not a tree model of format hindcast-trees, version 1 or 2');
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

/** The model, once every tree is known to end: children come after parents, every number is finite and every code in the dictionary. */
export function checkedModel(model: TreeModel): TreeModel {
  if (model.base.length === 0 || !model.base.every(Number.isFinite)) throw new RangeError('A tree model needs a finite base for each output');
  if ((model.version === 2) !== (model.categories !== undefined)) throw new RangeError('A tree model has categories in version 2 alone');
  if (model.categories) checkDictionaries(model.categories, model.features.length);
  model.trees.forEach((tree, index) => {
    const problem = shapeProblem(tree, model) ?? nodeProblem(tree, model);
    if (problem !== null) throw new RangeError(`Tree ${index}: ${problem}`);
  });
  return model;
}

function checkDictionaries(categories: NonNullable<TreeModel['categories']>, features: number): void {
  if (!Array.isArray(categories) || categories.length !== features) throw new RangeError('A tree model of version 2 needs categories, or null, for each feature');
  categories.forEach((words, feature) => {
    if (words === null) return;
    if (!Array.isArray(words) || words.some((word) => typeof word !== 'string') || new Set(words).size !== words.length) throw new RangeError(`The categories of feature ${feature} must be different texts`);
  });
}

const arrays = ['left', 'right', 'feature', 'threshold', 'missingLeft', 'value', 'cover', 'gain'] as const;

function shapeProblem(tree: Tree, model: TreeModel): string | null {
  const count = tree.left?.length ?? 0;
  const odd = arrays.find((name) => !Array.isArray(tree[name]) || tree[name].length !== count || !tree[name].every(Number.isFinite));
  if (count === 0 || odd !== undefined) return `${odd ?? 'left'} must hold one finite number for each node`;
  if (!(Number.isInteger(tree.output) && tree.output >= 0 && tree.output < model.base.length)) return `there is no output ${tree.output}`;
  if ((tree.leftCodes === undefined) !== (tree.unseenLeft === undefined)) return 'leftCodes and unseenLeft go together';
  if (tree.leftCodes && (tree.leftCodes.length !== count || tree.unseenLeft?.length !== count)) return 'leftCodes and unseenLeft must have one entry for each node';
  return null;
}

function nodeProblem(tree: Tree, model: TreeModel): string | null {
  const count = tree.left.length;
  const isLater = (child: number | undefined, node: number): boolean => Number.isInteger(child) && (child as number) > node && (child as number) < count;
  for (let node = 0; node < count; node += 1) {
    if (tree.left[node] === -1) continue;
    if (!isLater(tree.left[node], node) || !isLater(tree.right[node], node)) return `children of node ${node} must come after it`;
    const feature = tree.feature[node] as number;
    if (!(Number.isInteger(feature) && feature >= 0 && feature < model.features.length)) return `node ${node} asks for feature ${feature}, which the model does not have`;
    const problem = codeProblem(tree.leftCodes?.[node] ?? null, model.categories?.[feature] ?? null);
    if (problem !== null) return `node ${node} ${problem}`;
  }
  return null;
}

function codeProblem(codes: readonly number[] | null, words: readonly string[] | null): string | null {
  if ((codes === null) !== (words === null)) return words === null ? 'asks for a category of a feature that has none' : 'asks for a number of a feature that has categories';
  if (codes === null || words === null) return null;
  const fits = Array.isArray(codes) && codes.every((code, at) => Number.isInteger(code) && code >= 0 && code < words.length && (at === 0 || code > (codes[at - 1] as number)));
  return fits ? null : 'must list rising places in the dictionary';
}
