/** A pivot below this share of its diagonal element counts as none: the column is a combination of those before it. */
const smallest = 1e-10;

/** Inverse of a symmetric p × p matrix, row by row, through Cholesky's factorisation; null where the matrix is not positive definite. */
export function inversePositive(a: Float64Array, p: number): Float64Array | null {
  const l = factor(a, p);
  if (!l) return null;
  const inverse = new Float64Array(p * p);
  for (let column = 0; column < p; column += 1) {
    const unit = new Float64Array(p);
    unit[column] = 1;
    solveFactored(l, unit, p).forEach((value, row) => { inverse[row * p + column] = value; });
  }
  return inverse;
}

/** The s of A s = g for a symmetric positive definite A; null where A is not. */
export function solvePositive(a: Float64Array, g: Float64Array, p: number): Float64Array | null {
  const l = factor(a, p);
  return l && solveFactored(l, g, p);
}

function solveFactored(l: Float64Array, g: Float64Array, p: number): Float64Array {
  const s = Float64Array.from(g);
  for (let i = 0; i < p; i += 1) {
    for (let k = 0; k < i; k += 1) s[i] = (s[i] as number) - (l[i * p + k] as number) * (s[k] as number);
    s[i] = (s[i] as number) / (l[i * p + i] as number);
  }
  for (let i = p - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < p; k += 1) s[i] = (s[i] as number) - (l[k * p + i] as number) * (s[k] as number);
    s[i] = (s[i] as number) / (l[i * p + i] as number);
  }
  return s;
}

function factor(a: Float64Array, p: number): Float64Array | null {
  const l = new Float64Array(p * p);
  for (let i = 0; i < p; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i * p + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (l[i * p + k] as number) * (l[j * p + k] as number);
      if (i === j && !(sum > smallest * Math.abs(a[i * p + i] as number))) return null;
      l[i * p + j] = i === j ? Math.sqrt(sum) : sum / (l[j * p + j] as number);
    }
  }
  return l;
}
