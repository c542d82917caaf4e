/** How categories are divided; all weights are sums of second derivatives. */
export interface CategoryRules {
  /** Features of at most this many categories are divided one against all others. */
  readonly oneHotUpTo: number;
  /** Added to a category's weight where categories are put in order, so that rare ones come to the middle. */
  readonly categorySmoothing: number;
  /** Added to λ where more than one category is chosen, so that sets win by more than their freedom. */
  readonly categoryLambda: number;
  /** A category of less weight in a node stays with those that are not chosen. */
  readonly minCategoryWeight: number;
}

/** Categories chosen on one side of a split. */
const mostChosen = 32;

/** A set of categories that a split may send left, with its sums in fixed point and what is added to λ for it. */
export interface CategorySet {
  readonly gradient: number;
  readonly curvature: number;
  readonly penalty: number;
  /** The codes, made only when asked for. */
  codes(): number[];
}

/** Sums of one feature's bins in a node: gradients and curvatures by turns. */
export interface CategorySums {
  readonly sums: Float64Array;
  readonly bins: number;
  readonly gradientScale: number;
  readonly curvatureScale: number;
}

/**
 * Visits the sets worth trying. Few categories: each alone. More: categories in the order of gradient over smoothed curvature, of
 * which the best division of a convex loss is a prefix (Fisher 1958; Breiman et al. 1984, §9.4), from both ends, at most half
 * of them and 32, as in LightGBM. Equal ratios are ordered by code.
 */
export function visitCategorySets({ sums, bins, gradientScale, curvatureScale }: CategorySums, rules: CategoryRules, visit: (set: CategorySet) => void): void {
  const at = (code: number): { gradient: number; curvature: number } => ({ gradient: sums[code * 2] as number, curvature: sums[code * 2 + 1] as number });
  const present = Array.from({ length: bins }, (_, code) => code).filter((code) => at(code).curvature > 0 && at(code).curvature / curvatureScale >= rules.minCategoryWeight);
  if (bins <= rules.oneHotUpTo) {
    for (const code of present) visit({ ...at(code), penalty: 0, codes: () => [code] });
    return;
  }
  const ratios = new Map(present.map((code) => [code, at(code).gradient / gradientScale / (at(code).curvature / curvatureScale + rules.categorySmoothing)]));
  const order = present.sort((a, b) => (ratios.get(a) as number) - (ratios.get(b) as number) || a - b);
  visitPrefixes(order, at, rules.categoryLambda, visit);
  visitPrefixes(order.toReversed(), at, rules.categoryLambda, visit);
}

function visitPrefixes(order: readonly number[], at: (code: number) => { gradient: number; curvature: number }, penalty: number, visit: (set: CategorySet) => void): void {
  let [gradient, curvature] = [0, 0];
  order.slice(0, Math.min(mostChosen, Math.ceil(order.length / 2))).forEach((code, place) => {
    const own = at(code);
    gradient += own.gradient;
    curvature += own.curvature;
    visit({ gradient, curvature, penalty, codes: () => order.slice(0, place + 1) });
  });
}
