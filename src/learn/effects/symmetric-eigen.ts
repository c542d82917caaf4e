const mostSweeps = 60;

/**
 * Eigenvalues of a symmetric p × p matrix (row by row) and its eigenvectors as columns, by cyclic Jacobi rotations
 * (Golub and Van Loan 2013, algorithm 8.5.3).
 */
export function symmetricEigen(matrix: Float64Array, p: number): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix);
  const vectors = Float64Array.from({ length: p * p }, (_, at) => Number(at % (p + 1) === 0));
  const size = a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(a, p) > 1e-30 * size; sweep += 1) {
    for (let i = 0; i < p; i += 1) for (let j = i + 1; j < p; j += 1) rotate(a, vectors, p, i, j);
  }
  return { values: Float64Array.from({ length: p }, (_, j) => a[j * p + j] as number), vectors };
}

function offDiagonal(a: Float64Array, p: number): number {
  let sum = 0;
  for (let i = 0; i < p; i += 1) for (let j = 0; j < i; j += 1) sum += (a[i * p + j] as number) ** 2;
  return sum;
}

function rotate(a: Float64Array, vectors: Float64Array, p: number, i: number, j: number): void {
  const off = a[i * p + j] as number;
  if (off === 0) return;
  const tau = ((a[j * p + j] as number) - (a[i * p + i] as number)) / (2 * off);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  for (let k = 0; k < p; k += 1) turn(a, k * p + i, k * p + j, c, c * t);
  for (let k = 0; k < p; k += 1) turn(a, i * p + k, j * p + k, c, c * t);
  for (let k = 0; k < p; k += 1) turn(vectors, k * p + i, k * p + j, c, c * t);
}

function turn(a: Float64Array, i: number, j: number, c: number, s: number): void {
  const [one, other] = [a[i] as number, a[j] as number];
  a[i] = c * one - s * other;
  a[j] = s * one + c * other;
}
