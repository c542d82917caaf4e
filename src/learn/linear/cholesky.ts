/** Pivots below this share of the diagonal that they started from mean that a column is made of those before it. */
const independent = 1e-11;

/**
 * Lower triangle L with L Lᵀ = A, for a symmetric p × p matrix, row by row; null where A is not positive definite, which for XᵀX
 * means collinear columns (Golub and Van Loan 2013, algorithm 4.2.1).
 */
export function cholesky(a: Float64Array, p: number): Float64Array | null {
  const l = new Float64Array(p * p);
  for (let i = 0; i < p; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i * p + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (l[i * p + k] as number) * (l[j * p + k] as number);
      if (i === j && !(sum > independent * (a[i * p + i] as number))) return null;
      l[i * p + j] = i === j ? Math.sqrt(sum) : sum / (l[j * p + j] as number);
    }
  }
  return l;
}

/** s with L s = g. */
export function solveLower(l: Float64Array, g: Float64Array, p: number): Float64Array {
  const s = Float64Array.from(g);
  for (let i = 0; i < p; i += 1) {
    for (let k = 0; k < i; k += 1) s[i] = (s[i] as number) - (l[i * p + k] as number) * (s[k] as number);
    s[i] = (s[i] as number) / (l[i * p + i] as number);
  }
  return s;
}

/** s with Lᵀ s = g. */
export function solveUpper(l: Float64Array, g: Float64Array, p: number): Float64Array {
  const s = Float64Array.from(g);
  for (let i = p - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < p; k += 1) s[i] = (s[i] as number) - (l[k * p + i] as number) * (s[k] as number);
    s[i] = (s[i] as number) / (l[i * p + i] as number);
  }
  return s;
}

/** The inverse of L Lᵀ, row by row. */
export function inverseFrom(l: Float64Array, p: number): Float64Array {
  const inverse = new Float64Array(p * p);
  for (let column = 0; column < p; column += 1) {
    const unit = new Float64Array(p);
    unit[column] = 1;
    solveUpper(l, solveLower(l, unit, p), p).forEach((value, row) => { inverse[row * p + column] = value; });
  }
  return inverse;
}

/** The product of two p × p matrices. */
export function product(a: Float64Array, b: Float64Array, p: number): Float64Array {
  const c = new Float64Array(p * p);
  for (let i = 0; i < p; i += 1) {
    for (let k = 0; k < p; k += 1) {
      const value = a[i * p + k] as number;
      for (let j = 0; j < p; j += 1) c[i * p + j] = (c[i * p + j] as number) + value * (b[k * p + j] as number);
    }
  }
  return c;
}

/** Square roots of the diagonal. */
export const rootOfDiagonal = (a: Float64Array, p: number): Float64Array => Float64Array.from({ length: p }, (_, j) => Math.sqrt(Math.max(0, a[j * p + j] as number)));
