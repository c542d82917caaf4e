import type { TreeModel } from './tree-model.ts';

/**
 * Share of all splits' gain that each feature brought (Breiman et al. 1984 §5.3.4, for boosting Friedman 2001 eq. 45), summing to
 * 1, or all 0 where nothing was split. Of the training data: columns with many values and no meaning get some too.
 */
export function gainImportance({ features, trees }: TreeModel): number[] {
  const gains = new Array<number>(features.length).fill(0);
  for (const tree of trees) tree.left.forEach((left, node) => { if (left !== -1) gains[tree.feature[node] as number] = (gains[tree.feature[node] as number] as number) + (tree.gain[node] as number); });
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return total > 0 ? gains.map((gain) => gain / total) : gains;
}
